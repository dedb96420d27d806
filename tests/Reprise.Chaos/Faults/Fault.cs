namespace Reprise.Chaos.Faults;

/// <summary>A kind of fault.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Deed">What is done.</param>
/// <param name="Server">What it is done to; null = Reprise itself.</param>
/// <param name="Status">What the store answers, for <see cref="Deed.Answer"/>.</param>
internal sealed record Fault(string Name, Deed Deed, Server? Server = null, int Status = 0)
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("kill", Deed.Kill),
        new("zombie", Deed.Stop),
        new("node", Deed.KillNode),
        new("node-zombie", Deed.StopNode),
        .. Enum.GetValues<Server>().SelectMany(server => new Fault[]
        {
            new($"{Word(server)}-refused", Deed.Refuse, server),
            new($"{Word(server)}-reset", Deed.Reset, server),
            new($"{Word(server)}-stalled", Deed.Stall, server),
            new($"{Word(server)}-slow", Deed.Slow, server),
            new($"{Word(server)}-lost", Deed.Lose, server),
        }),
        new("blob-500", Deed.Answer, Faults.Server.Blob, 500),
        new("blob-503", Deed.Answer, Faults.Server.Blob, 503),
        new("blob-full", Deed.Fill, Faults.Server.Blob, 507),
        new("postgres-full", Deed.Fill, Faults.Server.Postgres),
    ];

    /// <summary>True when one of two nodes is struck.</summary>
    public bool IsOfNodes => Deed is Deed.KillNode or Deed.StopNode;

    /// <summary>True when it passes by itself, so that nobody should have to do anything.</summary>
    public bool Passes => Deed is Deed.Refuse or Deed.Reset or Deed.Stall or Deed.Slow or Deed.Answer or Deed.KillNode or Deed.StopNode;

    /// <summary>True when it stays until the command has given up.</summary>
    public bool Lasts => Deed is Deed.Lose or Deed.Fill;

    /// <summary>The kind of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Fault Parse(string name) => All.FirstOrDefault(fault => fault.Name == name)
        ?? throw new ArgumentException($"'{name}' is no fault; {string.Join(", ", All.Select(fault => fault.Name))} are.");

    private static string Word(Server server) => server.ToString().ToLowerInvariant();
}

/// <summary>What is done.</summary>
internal enum Deed
{
    /// <summary>SIGKILL of the process.</summary>
    Kill,

    /// <summary>SIGSTOP of the process until another one has ended its run, then SIGCONT.</summary>
    Stop,

    /// <summary>SIGKILL of one of two nodes.</summary>
    KillNode,

    /// <summary>SIGSTOP of one of two nodes until the other has ended the run, then SIGCONT.</summary>
    StopNode,

    /// <summary>Connections are reset and refused for a while.</summary>
    Refuse,

    /// <summary>Connections are reset once.</summary>
    Reset,

    /// <summary>Nothing passes for a while.</summary>
    Stall,

    /// <summary>Little passes for a while.</summary>
    Slow,

    /// <summary>Requests are answered with an error for a while.</summary>
    Answer,

    /// <summary>Connections are reset and refused until the command gives up.</summary>
    Lose,

    /// <summary>The disk is full until the command gives up.</summary>
    Fill,
}

/// <summary>What Reprise talks to.</summary>
internal enum Server
{
    /// <summary>The source.</summary>
    MariaDb,

    /// <summary>Target and ledger.</summary>
    Postgres,

    /// <summary>The snapshot store.</summary>
    Blob,
}
