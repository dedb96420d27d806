using System.Globalization;
using MySqlConnector;

namespace Reprise.Benchmarks;

/// <summary>Seeded source data of a known shape: the same rows for the same number of rows, made by the server itself.</summary>
/// <param name="Name">Name of the set and of its database.</param>
/// <param name="Script">Statements that make it; <c>{n}</c> is the number of rows of its unit.</param>
internal sealed record DataSet(string Name, Func<long, IEnumerable<string>> Script)
{
    private const int ZooTables = 2_000;

    // Words by position: enough variety for compression not to have an easy time.
    private const string Town = "ELT(1 + seq % 8, 'Paris', 'Nîmes', 'Besançon', 'Saint-Étienne', 'Lyon', 'Angoulême', 'Évry', 'Toulouse')";

    /// <summary>All sets.</summary>
    public static IReadOnlyList<DataSet> All { get; } = [new("crm", Crm), new("employees", Employees), new("zoo", Zoo), new("twenty", Twenty), new("large", Large)];

    /// <summary>Their names, for messages.</summary>
    public static string Names => string.Join(',', All.Select(set => set.Name));

    /// <summary>Makes the set unless it is there with that many rows.</summary>
    public async Task<string> EnsureAsync(string server, double scale, CancellationToken cancellationToken)
    {
        var database = string.Create(CultureInfo.InvariantCulture, $"bench_{Name}_{(long)(scale * 1000)}");
        await using var connection = new MySqlConnection(new MySqlConnectionStringBuilder(server) { DefaultCommandTimeout = 3600 }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '{database}' AND table_name = 'bench_done'";
        if (Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) == 0)
        {
            string[] start = [$"DROP DATABASE IF EXISTS {database}", $"CREATE DATABASE {database} CHARACTER SET utf8mb4", $"USE {database}", "SET SESSION sql_mode = ''"];
            foreach (var statement in start.Concat(Script((long)(1_000_000 * scale))).Append("CREATE TABLE bench_done (id int PRIMARY KEY)"))
            {
                command.CommandText = statement;
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }

        return database;
    }

    private static IEnumerable<string> Crm(long n) =>
    [
        .. Companies("companies", n),
        "CREATE TABLE contacts (id int PRIMARY KEY AUTO_INCREMENT, company_id int, civility enum('M','Mme'), first_name varchar(40), last_name varchar(60), birth date, email varchar(120), phone varchar(20), job varchar(60), active tinyint(1), "
            + "created_at datetime, updated_at timestamp NULL, KEY (company_id))",
        $"INSERT INTO contacts SELECT seq, 1 + seq % {n}, ELT(1 + seq % 2, 'M', 'Mme'), ELT(1 + seq % 4, 'Zoé', 'Éric', 'Anne', 'Loïc'), MD5(seq), IF(seq % 125 = 0, '0000-00-00', IF(seq % 5 < 2, NULL, '1940-01-01' + INTERVAL seq % 25000 DAY)), "
            + $"CONCAT(MD5(seq * 5), '@exemple.fr'), CONCAT('06', LPAD(seq % 99999999, 8, '0')), ELT(1 + seq % 3, 'gérante', 'trésorier', NULL), seq % 2, '2001-01-01' + INTERVAL seq MINUTE, '2001-01-01' + INTERVAL seq SECOND FROM seq_1_to_{n}",
        "CREATE TABLE fees (id bigint PRIMARY KEY AUTO_INCREMENT, company_id int, year smallint, amount decimal(10,2), paid decimal(10,2), due_on date, paid_on date, method varchar(12), reference char(16), KEY (company_id))",
        $"INSERT INTO fees SELECT seq, 1 + seq % {n}, 2000 + seq % 25, seq % 100000 / 3, seq % 100000 / 3, '2001-01-01' + INTERVAL seq % 9000 DAY, IF(seq % 7 = 0, NULL, '2001-02-01' + INTERVAL seq % 9000 DAY), "
            + $"ELT(1 + seq % 3, 'chèque', 'virement', 'espèces'), LEFT(MD5(seq), 16) FROM seq_1_to_{2 * n}",
        $"CREATE TABLE wide (id int PRIMARY KEY, {string.Join(", ", Enumerable.Range(1, 39).Select(Wide).Select(column => $"{column.Name} {column.Type}"))})",
        $"INSERT INTO wide SELECT seq, {string.Join(", ", Enumerable.Range(1, 39).Select(Wide).Select(column => column.Value))} FROM seq_1_to_{n / 2}",
    ];

    private static IEnumerable<string> Companies(string table, long n) =>
    [
        $"CREATE TABLE {table} (id int PRIMARY KEY AUTO_INCREMENT, siren char(9), siret char(14), name varchar(120), legal_form varchar(20), address varchar(120), zip char(5), town varchar(60), email varchar(120), phone varchar(20), "
            + "kind enum('a','b','c'), revenue decimal(14,2), created_at datetime, notes text, extra longtext, KEY (siret), KEY (zip))",
        $"INSERT INTO {table} SELECT seq, LPAD(seq * 7 % 999999999, 9, '0'), LPAD(seq * 11 % 99999999999999, 14, '0'), CONCAT('Société ', MD5(seq)), ELT(1 + seq % 3, 'SARL', 'SAS', 'EURL'), "
            + $"CONCAT(seq % 300, ' rue de l''Église'), LPAD(seq % 95000, 5, '0'), {Town}, CONCAT(MD5(seq * 3), '@exemple.fr'), CONCAT('01', LPAD(seq % 99999999, 8, '0')), "
            + "ELT(1 + seq % 3, 'a', 'b', 'c'), seq % 1000000 / 7, IF(seq % 500 = 0, '0000-00-00 00:00:00', '2001-01-01' + INTERVAL seq MINUTE), "
            + $"CONCAT(REPEAT(MD5(seq), 5), ' été œuvre'), CONCAT('{{\"a\": ', seq, ', \"b\": \"', MD5(seq), '\"}}') FROM seq_1_to_{n}",
    ];

    private static (string Name, string Type, string Value) Wide(int number) => (number % 13) switch
    {
        0 => ($"c{number}", "bigint unsigned", $"18446744073709551615 - seq * {number}"),
        1 or 2 => ($"c{number}", "decimal(12,4)", $"seq % 100000 / {number + 2}"),
        3 => ($"c{number}", "double", $"seq / {number + 1}"),
        4 or 5 => ($"c{number}", "varchar(40)", $"MD5(seq + {number})"),
        6 => ($"c{number}", "enum('rouge','vert','bleu')", "ELT(1 + seq % 3, 'rouge', 'vert', 'bleu')"),
        7 => ($"c{number}", "set('x','y','z')", "ELT(1 + seq % 3, 'x', 'x,y', '')"),
        8 => ($"c{number}", "time", "SEC_TO_TIME(seq % 86400)"),
        9 => ($"c{number}", "datetime", "'2001-01-01' + INTERVAL seq MINUTE"),
        10 => ($"c{number}", "date", "'2001-01-01' + INTERVAL seq % 9000 DAY"),
        _ => ($"c{number}", "int", $"seq * {number} % 1000003"),
    };

    /// <summary>The six tables of the well-known sample at its numbers of rows for a scale of 1, content synthetic.</summary>
    private static IEnumerable<string> Employees(long n)
    {
        var people = n * 300_024 / 1_000_000;
        return
        [
            "CREATE TABLE departments (dept_no char(4) PRIMARY KEY, dept_name varchar(40) NOT NULL UNIQUE)",
            "INSERT INTO departments SELECT CONCAT('d', LPAD(seq, 3, '0')), CONCAT('Department ', seq) FROM seq_1_to_9",
            "CREATE TABLE employees (emp_no int PRIMARY KEY, birth_date date NOT NULL, first_name varchar(14) NOT NULL, last_name varchar(16) NOT NULL, gender enum('M','F') NOT NULL, hire_date date NOT NULL)",
            $"INSERT INTO employees SELECT seq, '1952-01-01' + INTERVAL seq % 5000 DAY, LEFT(MD5(seq), 8), LEFT(MD5(seq * 3), 10), ELT(1 + seq % 2, 'M', 'F'), '1985-01-01' + INTERVAL seq % 5000 DAY FROM seq_1_to_{people}",
            "CREATE TABLE dept_manager (emp_no int NOT NULL, dept_no char(4) NOT NULL, from_date date NOT NULL, to_date date NOT NULL, PRIMARY KEY (emp_no, dept_no), FOREIGN KEY (emp_no) REFERENCES employees (emp_no) ON DELETE CASCADE, FOREIGN KEY (dept_no) REFERENCES departments (dept_no) ON DELETE CASCADE)",
            "CREATE TABLE dept_emp (emp_no int NOT NULL, dept_no char(4) NOT NULL, from_date date NOT NULL, to_date date NOT NULL, PRIMARY KEY (emp_no, dept_no), FOREIGN KEY (emp_no) REFERENCES employees (emp_no) ON DELETE CASCADE, FOREIGN KEY (dept_no) REFERENCES departments (dept_no) ON DELETE CASCADE)",
            $"INSERT INTO dept_emp SELECT 1 + seq % {people}, CONCAT('d', LPAD(1 + (seq DIV {people} + seq) % 9, 3, '0')), '1990-01-01' + INTERVAL seq % 4000 DAY, '9999-01-01' FROM seq_1_to_{n * 330_102 / 1_000_000}",
            "CREATE TABLE titles (emp_no int NOT NULL, title varchar(50) NOT NULL, from_date date NOT NULL, to_date date, PRIMARY KEY (emp_no, title, from_date), FOREIGN KEY (emp_no) REFERENCES employees (emp_no) ON DELETE CASCADE)",
            $"INSERT INTO titles SELECT 1 + seq % {people}, ELT(1 + (seq DIV {people} + seq) % 4, 'Engineer', 'Staff', 'Senior Engineer', 'Technique Leader'), '1990-01-01' + INTERVAL seq % 4000 DAY, NULL FROM seq_1_to_{n * 434_833 / 1_000_000}",
            "CREATE TABLE salaries (emp_no int NOT NULL, salary int NOT NULL, from_date date NOT NULL, to_date date NOT NULL, PRIMARY KEY (emp_no, from_date), FOREIGN KEY (emp_no) REFERENCES employees (emp_no) ON DELETE CASCADE)",
            $"INSERT INTO salaries SELECT 1 + seq % {people}, 40000 + seq % 90000, '1986-01-01' + INTERVAL seq DIV {people} YEAR, '9999-01-01' FROM seq_1_to_{n * 2_850_442 / 1_000_000}",
        ];
    }

    /// <summary>The tables of a content management system with many add-ons: small ones, and many of them.</summary>
    private static IEnumerable<string> Zoo(long n) => Enumerable.Range(1, (int)(ZooTables * n / 1_000_000)).SelectMany(number => (string[])
    [
        $"CREATE TABLE t{number:D4} (id int PRIMARY KEY AUTO_INCREMENT, name varchar(50), made datetime, amount decimal(8,2), KEY (name))",
        $"INSERT INTO t{number:D4} SELECT seq, MD5(seq), '2001-01-01' + INTERVAL seq DAY, seq / 3 FROM seq_1_to_{20 + (number % 80)}",
    ]);

    /// <summary>Twenty tables of one size, so that as many as may be are moved at once.</summary>
    private static IEnumerable<string> Twenty(long n) => Enumerable.Range(1, 20).SelectMany(number => Companies($"companies{number:D2}", n / 10));

    /// <summary>One table of twenty million rows: what grows with rows shows here.</summary>
    private static IEnumerable<string> Large(long n) =>
    [
        "CREATE TABLE payments (id bigint PRIMARY KEY AUTO_INCREMENT, member int NOT NULL, amount decimal(10,2), paid_on date, method varchar(12), reference char(16), KEY (member))",
        $"INSERT INTO payments SELECT seq, 1 + seq % {n}, seq % 100000 / 3, IF(seq % 7 = 0, NULL, '2001-02-01' + INTERVAL seq % 9000 DAY), ELT(1 + seq % 3, 'chèque', 'virement', 'espèces'), LEFT(MD5(seq), 16) FROM seq_1_to_{20 * n}",
    ];
}
