namespace Reprise.Fidelity.Cases;

/// <summary>Spatial types.</summary>
internal static class Geometries
{
    public static IReadOnlyList<FidelityCase> Cases { get; } =
    [
        FidelityCase.Column("point_srid", "MySQL stores four bytes of SRID before the geometry.", "point", ["ST_GeomFromText('POINT(2.35 48.85)', 4326)", "NULL"],
            "text: 'SRID=4326;POINT(2.35 48.85)', NULL", "finding: geometry_as_text") with
        {
            // MySQL reads text of this SRID as latitude and longitude, and stores longitude first.
            AnswerOnMySql = ["text: 'SRID=4326;POINT(48.85 2.35)', NULL", "finding: geometry_as_text"],
            Mapped =
            [
                new("text", "text: 'SRID=4326;POINT(2.35 48.85)', NULL") { AnswerOnMySql = ["text: 'SRID=4326;POINT(48.85 2.35)', NULL"] },
                new("bytea", "bytea: \\xe61000000101000000cdcccccccccc0240cdcccccccc6c4840, NULL")
                {
                    AnswerOnMySql = ["bytea: \\xe61000000101000000cdcccccccc6c4840cdcccccccccc0240, NULL"],
                },
            ],
        },
        FidelityCase.Column("polygon_holes", "Not every geometry has a type of PostgreSQL's own.", "polygon", ["ST_GeomFromText('POLYGON((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))')"],
            "text: 'POLYGON((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))'", "finding: geometry_as_text") with
        {
            Mapped = [new("text", "text: 'POLYGON((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))'")],
        },
        FidelityCase.Column("geometry_any", "A column of any geometry.", "geometry", ["ST_GeomFromText('POINT(1 2)')", "ST_GeomFromText('LINESTRING(0 0,1 1)')", "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2))')"],
            "text: 'POINT(1 2)', 'LINESTRING(0 0,1 1)', 'GEOMETRYCOLLECTION(POINT(1 2))'",
            "finding: geometry_as_text") with
        {
            Mapped = [new("text", "text: 'POINT(1 2)', 'LINESTRING(0 0,1 1)', 'GEOMETRYCOLLECTION(POINT(1 2))'")],
        },
        FidelityCase.Column("multipoint", "Several points; servers print them with and without parentheses.", "multipoint", ["ST_GeomFromText('MULTIPOINT(0 0,1.5 -1)')"],
            "text: 'MULTIPOINT((0 0),(1.5 -1))'", "finding: geometry_as_text") with
        {
            Mapped = [new("text", "text: 'MULTIPOINT((0 0),(1.5 -1))'")],
        },
        FidelityCase.Column("multilinestring", "Several lines.", "multilinestring", ["ST_GeomFromText('MULTILINESTRING((0 0,1 1),(2 2,3 3,4 2))')"],
            "text: 'MULTILINESTRING((0 0,1 1),(2 2,3 3,4 2))'", "finding: geometry_as_text") with
        {
            Mapped = [new("text", "text: 'MULTILINESTRING((0 0,1 1),(2 2,3 3,4 2))'")],
        },
        FidelityCase.Column("multipolygon", "Several polygons, one with a hole.", "multipolygon", ["ST_GeomFromText('MULTIPOLYGON(((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1)),((5 5,6 5,6 6,5 5)))')"],
            "text: 'MULTIPOLYGON(((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1)),((5 5,6 5,6 6,5 5)))'", "finding: geometry_as_text") with
        {
            Mapped = [new("text", "text: 'MULTIPOLYGON(((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1)),((5 5,6 5,6 6,5 5)))'")],
        },
        FidelityCase.Column("geometrycollection", "Geometries of different kinds as one value.", "geometrycollection", ["ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1),MULTIPOINT(3 4,5 6))')"],
            "text: 'GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1),MULTIPOINT((3 4),(5 6)))'", "finding: geometry_as_text") with
        {
            Mapped = [new("text", "text: 'GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1),MULTIPOINT((3 4),(5 6)))'")],
        },
    ];
}
