namespace Reprise.Fidelity.Cases;

/// <summary>Bytes and what is kept in them.</summary>
internal static class Bytes
{
    public static IReadOnlyList<FidelityCase> Cases { get; } =
    [
        FidelityCase.Column("uuid_text", "A char(36) that holds UUIDs may hold something else as well.", "char(36)", ["'123E4567-E89B-12D3-A456-426614174000'", "'n/a'"],
            "character varying(36): '123E4567-E89B-12D3-A456-426614174000', 'n/a'") with
        {
            Mapped = [new("uuid", "uuid: 123e4567-e89b-12d3-a456-426614174000, —", "quarantined: row 2: not_convertible")],
        },
        FidelityCase.Column("uuid_native", "MariaDB has a type for them.", "uuid", ["'123e4567-e89b-12d3-a456-426614174000'", "NULL"], "uuid: 123e4567-e89b-12d3-a456-426614174000, NULL") with
        {
            Mapped = [new("uuid", "uuid: 123e4567-e89b-12d3-a456-426614174000, NULL"), new("char(36)", "character(36): '123e4567-e89b-12d3-a456-426614174000', NULL")],
            IsMariaDbOnly = true,
        },
        FidelityCase.Column("uuid_bytes", "binary(16) may be a UUID, and drivers have two orders for its bytes.", "binary(16)", ["0x123E4567E89B12D3A456426614174000", "NULL"],
            "bytea: \\x123e4567e89b12d3a456426614174000, NULL") with
        {
            Mapped = [new("uuid", "uuid: 123e4567-e89b-12d3-a456-426614174000, NULL", "finding: byte_order_assumed"), new("bytea", "bytea: \\x123e4567e89b12d3a456426614174000, NULL")],
        },
        FidelityCase.Column("uuid_swapped", "UUID_TO_BIN(x, 1) turns the time of a UUID around, so that it sorts by time.", "binary(16)", ["0x12D3E89B123E4567A456426614174000", "0x00"],
            "bytea: \\x12d3e89b123e4567a456426614174000, \\x00000000000000000000000000000000") with
        {
            Mapped = [new("uuid", "uuid: 123e4567-e89b-12d3-a456-426614174000, 00000000-0000-0000-0000-000000000000") { Rule = "uuid_order: swapped" }],
        },
        FidelityCase.Column("address_bytes", "varbinary(16) may be an address of the internet, of either kind.", "varbinary(16)", ["INET6_ATON('192.168.0.1')", "INET6_ATON('2001:db8::1')", "0x00"],
            "bytea: \\xc0a80001, \\x20010db8000000000000000000000001, \\x00") with
        {
            Mapped = [new("inet", "inet: 192.168.0.1, 2001:db8::1, —", "quarantined: row 3: not_convertible")],
        },
        FidelityCase.Column("inet6_address", "MariaDB has types for them, too.", "inet6", ["'2001:db8::1'", "'::ffff:192.168.0.1'"], "text: '2001:db8::1', '::ffff:192.168.0.1'", "finding: type_as_text") with
        {
            Mapped = [new("inet", "inet: 2001:db8::1, ::ffff:192.168.0.1")],
            IsMariaDbOnly = true,
        },
        FidelityCase.Column("inet4_address", "The same for version 4.", "inet4", ["'192.168.0.1'", "NULL"], "text: '192.168.0.1', NULL", "finding: type_as_text") with
        {
            Mapped = [new("inet", "inet: 192.168.0.1, NULL")],
            IsMariaDbOnly = true,
        },
        FidelityCase.Column("binary_padding", "BINARY pads with zero bytes, which are part of the value.", "binary(4)", ["0x41", "0x41000000", "0x00000000"], "bytea: \\x41000000, \\x41000000, \\x00000000"),
        FidelityCase.Column("blob_bytes", "Bytes are not text: zero bytes, quotes and backslashes count.", "blob", ["0x00FF275C0A", "''", "NULL"], "bytea: \\x00ff275c0a, \\x, NULL") with
        {
            Mapped = [new("bytea", "bytea: \\x00ff275c0a, \\x, NULL"), new("text", "text: —, '', NULL", "quarantined: row 1: invalid_text")],
        },
        FidelityCase.Column("tiny_blob", "The smallest of them ends at 255 bytes.", "tinyblob", ["REPEAT(0xFF, 255)", "0x00", "NULL"], "bytea: \\xffffffffffffffffff… (512 characters), \\x00, NULL") with
        {
            Mapped = [new("bytea", "bytea: \\xffffffffffffffffff… (512 characters), \\x00, NULL")],
        },
        FidelityCase.Column("medium_blob", "The next but one goes beyond 65535.", "mediumblob", ["REPEAT(0x00FF, 40000)", "0x27"], "bytea: \\x00ff00ff00ff00ff00… (160002 characters), \\x27") with
        {
            Mapped = [new("bytea", "bytea: \\x00ff00ff00ff00ff00… (160002 characters), \\x27")],
        },
        FidelityCase.Column("long_blob", "Large values exhaust the memory of tools that collect rows first.", "longblob", ["REPEAT(0x00FF27, 8000000)", "0x01"], "bytea: \\x00ff2700ff2700ff27… (48000002 characters), \\x01"),
    ];
}
