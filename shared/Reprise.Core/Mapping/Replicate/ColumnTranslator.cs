using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Entities;
using Reprise.Core.Mapping.Types;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>Columns of a source table as PostgreSQL columns, and what is lost on the way.</summary>
internal sealed class ColumnTranslator(FindingList findings, IReadOnlyDictionary<(string Table, string Column), TypeChoice> choices)
{
    /// <summary>Translates a column.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="column">The column.</param>
    /// <param name="name">Its name in the target.</param>
    /// <param name="joint">Type of its values, joined along foreign keys.</param>
    public ColumnDefinition Translate(SourceTable table, SourceColumn column, string name, ColumnType joint)
    {
        var isChosen = choices.TryGetValue((table.Name, column.Name), out var choice);
        var type = choice?.Type ?? ReplicaTypes.For(column, joint);
        var isIdentity = column.IsAutoIncrement && ReplicaTypes.CanBeIdentity(type);
        var translation = DefaultTranslation.Of(column, type);
        if (isChosen)
        {
            Add(table, column, FindingCodes.TypeChosen, $"The type was chosen by configuration; by itself it would be {ReplicaTypes.For(column, joint).Kind}.");
        }

        Report(table, column, name, joint, type);
        ReportDefault(table, column, translation);
        return new ColumnDefinition(
            name,
            type,
            column.IsNullable && !isIdentity,
            translation.Sql,
            isIdentity,
            isIdentity ? table.AutoIncrement : null,
            column.Comment);
    }

    private void Report(SourceTable table, SourceColumn column, string name, ColumnType joint, PgType type)
    {
        if (name != column.Name)
        {
            Add(table, column, FindingCodes.Renamed, $"The column is called '{name}': its name is longer than PostgreSQL's 63 bytes, or differs from another only by case.");
        }

        if (SourceTypes.IsGeometry(column.DataType))
        {
            ReportGeometry(table, column, type);
        }

        if (column.DataType == SourceTypes.Vector)
        {
            Add(table, column, FindingCodes.VectorAsBytes, "The vector is carried as the bytes that MySQL stores: a little-endian float of four bytes per dimension.");
        }

        if (SourceTypes.IsUnknown(column.DataType) || column.DataType is "inet4" or "inet6")
        {
            Add(table, column, FindingCodes.TypeAsText, $"The type {column.DataType} is carried as text.");
        }

        if (column.DataType == "tinyint" && column.DeclaredType.StartsWith("tinyint(1)", StringComparison.OrdinalIgnoreCase) && joint.Kind != ValueKind.Boolean && !column.IsAutoIncrement)
        {
            Add(table, column, FindingCodes.TinyintNotBoolean, "tinyint(1) with other values than 0 and 1, here or where a foreign key leads: smallint instead of boolean.");
        }

        if (type.Kind == PgKind.Uuid && column.DataType is ("char" or "varchar"))
        {
            Add(table, column, FindingCodes.TextAsUuid, "Every value is a UUID in lower case, here and where foreign keys lead: uuid instead of text.");
        }

        if (type is { Kind: PgKind.Numeric } && column.DataType == "bigint")
        {
            Add(table, column, FindingCodes.BigintAsNumeric, "Values beyond 2^63-1, here or where a foreign key leads: numeric(20) instead of bigint.");
        }

        if (column.IsAutoIncrement && !ReplicaTypes.CanBeIdentity(type))
        {
            Add(table, column, FindingCodes.IdentityNotCarried, "AUTO_INCREMENT is not carried: the type cannot be an identity in PostgreSQL.");
        }

        ReportFeatures(table, column, type);
    }

    private void ReportGeometry(SourceTable table, SourceColumn column, PgType type)
    {
        if (type.Kind == PgKind.Bytea)
        {
            Add(table, column, FindingCodes.GeometryAsBytes, "The geometry is carried as the bytes that MySQL stores: four bytes of SRID, then WKB.");
        }
        else
        {
            Add(table, column, FindingCodes.GeometryAsText, "The geometry is carried as well-known text with its SRID in front where it is not 0, which PostGIS reads: ST_GeomFromEWKT.");
        }
    }

    private void ReportFeatures(SourceTable table, SourceColumn column, PgType type)
    {
        if (column.IsZeroFill && !ReplicaTypes.IsText(type))
        {
            Add(table, column, FindingCodes.ZeroFill, "ZEROFILL is display only: values are carried as numbers, without leading zeros.");
        }

        if (column.GenerationExpression is not null)
        {
            Add(table, column, FindingCodes.GeneratedColumn, "The generated column is carried as an ordinary one: its values are right as of the run, and nobody computes them afterwards.");
        }

        if (column.IsInvisible)
        {
            Add(table, column, FindingCodes.InvisibleColumn, "The invisible column is carried as an ordinary one: SELECT * shows it.");
        }

        if (column.UpdatesItself)
        {
            Add(table, column, FindingCodes.OnUpdateNotCarried, "ON UPDATE CURRENT_TIMESTAMP is not carried: the application has to set the column.");
        }
    }

    private void ReportDefault(SourceTable table, SourceColumn column, DefaultTranslation translation)
    {
        if (translation.Finding == FindingCodes.ZeroDateDefault)
        {
            Add(table, column, FindingCodes.ZeroDateDefault, "The default is a zero date, which PostgreSQL has not: the column has none.");
        }
        else if (translation.Finding is not null)
        {
            Add(table, column, translation.Finding, "The default has no counterpart that is sure to mean the same: the column has none.");
        }
    }

    private void Add(SourceTable table, SourceColumn column, string code, string message) => findings.Add(code, table.Name, column.Name, message);
}
