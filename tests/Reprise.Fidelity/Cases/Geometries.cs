namespace Reprise.Fidelity.Cases;

/// <summary>Spatial types.</summary>
internal static class Geometries
{
    public static IReadOnlyList<FidelityCase> Cases { get; } =
    [
        FidelityCase.Column("point_srid", "MySQL stores four bytes of SRID before the geometry.", "point", ["ST_GeomFromText('POINT(2.35 48.85)', 4326)", "NULL"],
            "text: 'SRID=4326;POINT(2.35 48.85)', NULL", "finding: geometry_as_text") with
        {
            Mapped =
            [
                new("text", "text: 'SRID=4326;POINT(2.35 48.85)', NULL"),
                new("bytea", "bytea: \\xe61000000101000000cdcccccccccc0240cdcccccccc6c4840, NULL"),
            ],
        },
        FidelityCase.Column("polygon_holes", "Not every geometry has a type of PostgreSQL's own.", "polygon", ["ST_GeomFromText('POLYGON((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))')"],
            "text: 'POLYGON((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))'", "finding: geometry_as_text"),
        FidelityCase.Column("geometry_any", "A column of any geometry.", "geometry", ["ST_GeomFromText('POINT(1 2)')", "ST_GeomFromText('LINESTRING(0 0,1 1)')", "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2))')"],
            "text: 'POINT(1 2)', 'LINESTRING(0 0,1 1)', 'GEOMETRYCOLLECTION(POINT(1 2))'",
            "finding: geometry_as_text"),
    ];
}
