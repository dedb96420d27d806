using System.Globalization;
using System.Text;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>Tables nobody thought of: random columns, keys, indexes, defaults and values, the same for the same seed.</summary>
internal sealed class RandomSchema(int seed, SourceServer server)
{
    private const int MaxColumns = 12;
    private const int MaxRows = 40;

    private static readonly string[] Charsets = ["utf8mb4", "utf8mb3", "latin1", "latin2", "cp1251", "utf16", "ascii", "sjis"];
    private static readonly string[] MySqlCollations = ["utf8mb4_0900_ai_ci", "utf8mb4_0900_as_cs", "utf8mb4_0900_bin", "utf8mb4_ja_0900_as_cs"];
    private static readonly string[] Letters = ["a", "B", "é", "œ", "€", "ß", "'", "\\", "\"", " ", "\t", "\n", "%", "Ж", "☃", "𝄞", "\u00a0", "{", ",", "NULL", "0", "-"];

    // Not for security: a test has to be repeatable.
    private readonly Random _random = new(seed);

    /// <summary>Statements that make and fill so many tables.</summary>
    public IEnumerable<string> Script(int tables) => Enumerable.Range(1, tables).SelectMany(Table);

    private IEnumerable<string> Table(int number)
    {
        var name = $"t{number}{Pick("", "_é", " x", "\"q", "_Select")}";
        var columns = Enumerable.Range(1, _random.Next(1, MaxColumns)).Select(Column).ToList();
        var key = Key(columns);
        var sql = new StringBuilder($"CREATE TABLE `{name}` (");
        sql.AppendJoin(", ", columns.Select(column => $"`{column.Name}` {column.Type}{(column.IsNullable ? " NULL" : " NOT NULL")}{column.Default}").Concat(key.Sql));
        sql.Append($") ENGINE = {Pick("InnoDB", "InnoDB", "InnoDB", "MyISAM")} CHARACTER SET utf8mb4 COMMENT = '{Pick("", "l''été ☃")}'");
        yield return sql.ToString();
        var rows = Pick(0, 1, _random.Next(MaxRows), MaxRows);
        for (var row = 0; row < rows; row++)
        {
            // A value may repeat under a key; such a row is left out by the source itself.
            yield return $"INSERT IGNORE INTO `{name}` VALUES ({string.Join(", ", columns.Select(column => column.IsNullable && _random.Next(6) == 0 ? "NULL" : column.Value(row)))})";
        }
    }

    private (List<RandomColumn> Key, IEnumerable<string> Sql) Key(List<RandomColumn> columns)
    {
        var usable = columns.Where(column => column is { IsKeyable: true }).ToList();
        if (usable.Count == 0 || _random.Next(4) == 0)
        {
            return ([], []);
        }

        var parts = usable.Take(Pick(1, 1, 2)).ToList();
        var kind = Pick("PRIMARY KEY", "PRIMARY KEY", "UNIQUE KEY", "KEY");
        if (kind == "PRIMARY KEY")
        {
            parts.ForEach(part => part.IsNullable = false);
        }

        return (parts, [$"{kind} ({string.Join(", ", parts.Select(part => $"`{part.Name}`"))})"]);
    }

    private RandomColumn Column(int number)
    {
        var column = _random.Next(24) switch
        {
            0 => Number("tinyint", sbyte.MinValue, sbyte.MaxValue),
            1 => Number("tinyint(1)", 0, Pick(1, 1, 1, 9)),
            2 => Number("smallint unsigned", 0, ushort.MaxValue),
            3 => Number("int", int.MinValue, int.MaxValue),
            4 => Number("int(8) unsigned zerofill", 0, uint.MaxValue),
            5 => Number("bigint", long.MinValue, long.MaxValue),
            6 => new RandomColumn("bigint unsigned", _ => Pick("0", "18446744073709551615", "9223372036854775808", _random.NextInt64().ToString(CultureInfo.InvariantCulture))) { IsKeyable = true },
            7 => Decimals(),
            8 => new RandomColumn(Pick("float", "double"), _ => Pick("0", "-0.0", "1e-20", "3.25", ((float)(_random.NextDouble() - 0.5)).ToString("R", CultureInfo.InvariantCulture))),
            9 => Bits(),
            10 => new RandomColumn("year", _ => Pick("0000", "1901", "2155", _random.Next(1970, 2070).ToString(CultureInfo.InvariantCulture))),
            11 => new RandomColumn("date", _ => Quoted(Day())),
            12 => Moments("datetime"),
            13 => Moments("timestamp"),
            14 => new RandomColumn($"time({_random.Next(7)})", _ => Quoted($"{Pick("", "-")}{_random.Next(839)}:{_random.Next(60):D2}:{_random.Next(59):D2}.{_random.Next(1_000_000):D6}")),
            15 or 16 => Texts(Pick("char", "varchar"), _random.Next(1, 60)),
            17 => new RandomColumn(Pick("tinytext", "text", "mediumtext", "longtext"), _ => Quoted(Word(_random.Next(40)))),
            18 => new RandomColumn($"varbinary({_random.Next(4, 40)})", _ => Bytes(4)) { IsKeyable = true },
            19 => new RandomColumn("blob", _ => Bytes(_random.Next(300))),
            20 => new RandomColumn("enum('oui','non','l''été','a,b','')", _ => Pick("'oui'", "'non'", "'l''été'", "'a,b'", "''", "'inconnu'")),
            21 => new RandomColumn("set('x','y','\"z','NULL')", _ => Pick("''", "'x'", "'x,y,NULL'", "'\"z'")),
            22 => new RandomColumn("json", _ => Pick("'{}'", "'[1, 2.50, null]'", "'{\"a\": \"é\", \"a\": 1}'", "'\"x\"'")),
            _ when server == SourceServer.MySql => new RandomColumn($"varchar(40) COLLATE {Pick(MySqlCollations)}", _ => Quoted(Word(_random.Next(40)))) { IsKeyable = true },
            _ => new RandomColumn("uuid", _ => Quoted(new Guid(Enumerable.Range(0, 16).Select(_ => (byte)_random.Next(256)).ToArray()).ToString())) { IsKeyable = true },
        };
        column.Name = $"c{number}{Pick("", "", "_é", " x", "\"", "_select", new string('x', 60))}";
        column.IsNullable = _random.Next(3) > 0;
        return column;
    }

    private RandomColumn Number(string type, long min, long max) => new(type, row => Pick(min, max, row, _random.NextInt64(min, max)).ToString(CultureInfo.InvariantCulture)) { IsKeyable = true };

    private RandomColumn Decimals()
    {
        var scale = _random.Next(31);
        var precision = Math.Max(1, Math.Min(65, scale + _random.Next(36)));
        return new RandomColumn($"decimal({precision},{scale})", _ => $"{Pick("", "-")}{Digits(precision - scale)}{(scale > 0 ? "." : "")}{Digits(scale)}0");
    }

    private RandomColumn Bits()
    {
        var width = _random.Next(1, 65);
        return new RandomColumn($"bit({width})", _ => $"b'{string.Concat(Enumerable.Range(0, width).Select(_ => Pick("0", "1")))}'");
    }

    private RandomColumn Moments(string type)
    {
        var digits = _random.Next(7);
        return new RandomColumn($"{type}({digits})", _ => type == "timestamp"
            ? Quoted(Pick("0000-00-00 00:00:00", $"{_random.Next(1971, 2038)}-{_random.Next(1, 13):D2}-{_random.Next(1, 29):D2} {_random.Next(24):D2}:{_random.Next(60):D2}:00.{_random.Next(1_000_000):D6}"))
            : Quoted($"{Day()} {_random.Next(24):D2}:{_random.Next(60):D2}:{_random.Next(59):D2}.{_random.Next(1_000_000):D6}"))
        {
            Default = type == "timestamp" ? " DEFAULT '2001-01-01 00:00:00'" : string.Empty,
        };
    }

    private RandomColumn Texts(string type, int length) => new($"{type}({length}) CHARACTER SET {Pick(Charsets)}", _ => Quoted(Word(_random.Next(length)))) { IsKeyable = true };

    private string Day() => Pick("0000-00-00", "2024-00-00", "2024-02-29", "9999-12-31", "0001-01-01", $"{_random.Next(1, 9999):D4}-{_random.Next(1, 13):D2}-{_random.Next(1, 29):D2}");

    private string Word(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => Pick(Letters)));

    private string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => _random.Next(10)));

    private string Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return count == 0 ? "''" : $"0x{Convert.ToHexString(bytes)}";
    }

    private static string Quoted(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    private sealed class RandomColumn(string type, Func<int, string> value)
    {
        public string Name { get; set; } = string.Empty;

        public string Type => type;

        public bool IsNullable { get; set; }

        public bool IsKeyable { get; init; }

        public string Default { get; init; } = string.Empty;

        public string Value(int row) => value(row);
    }
}
