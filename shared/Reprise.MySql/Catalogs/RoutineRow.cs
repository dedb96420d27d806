using System.Diagnostics;
using MySqlConnector;
using Reprise.Core.Catalogs;

namespace Reprise.MySql.Catalogs;

/// <summary>What a database has beside tables and views.</summary>
internal static class RoutineRow
{
    /// <summary>Kind, name and table of all of them. MySQL has no sequences, and lists none.</summary>
    public const string Query = """
        SELECT ROUTINE_TYPE, ROUTINE_NAME, '' FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = @database AND ROUTINE_TYPE IN ('PROCEDURE', 'FUNCTION')
        UNION ALL SELECT 'TRIGGER', TRIGGER_NAME, EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = @database
        UNION ALL SELECT 'EVENT', EVENT_NAME, '' FROM information_schema.EVENTS WHERE EVENT_SCHEMA = @database
        UNION ALL SELECT TABLE_TYPE, TABLE_NAME, '' FROM information_schema.TABLES WHERE TABLE_SCHEMA = @database AND TABLE_TYPE = 'SEQUENCE'
        """;

    /// <summary>Reads the current row.</summary>
    public static SourceFeature Read(MySqlDataReader reader) => new(Kind(reader.Text(0)), reader.Text(1), reader.Text(2));

    private static SourceFeatureKind Kind(string type) => type switch
    {
        "PROCEDURE" => SourceFeatureKind.Procedure,
        "FUNCTION" => SourceFeatureKind.Function,
        "TRIGGER" => SourceFeatureKind.Trigger,
        "EVENT" => SourceFeatureKind.Event,
        "SEQUENCE" => SourceFeatureKind.Sequence,
        _ => throw new UnreachableException($"The query asks for no {type}."),
    };
}
