namespace Reprise.Core.Plans;

/// <summary>Order in which a source keeps the 16 bytes of a UUID.</summary>
public enum UuidOrder
{
    /// <summary>As the UUID is written.</summary>
    Straight,

    /// <summary>Time-high and time-low exchanged, so that UUIDs of version 1 sort by time: <c>UUID_TO_BIN(x, 1)</c> of MySQL, https://dev.mysql.com/doc/refman/8.4/en/miscellaneous-functions.html#function_uuid-to-bin.</summary>
    Swapped,
}
