using System.Data.Common;
using Reprise.DemoData;

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

DemoOptions options;
try
{
    options = DemoArguments.Parse(args);
}
catch (FormatException problem)
{
    await Console.Error.WriteLineAsync($"{problem.Message}\n\n{DemoArguments.Usage}");
    return 2;
}

try
{
    var result = await DemoDatabases.CreateAsync(options, interrupted.Token);
    foreach (var (entity, tables) in result.Counts)
    {
        Console.WriteLine($"{entity}: {tables.Values.Sum():N0} rows in {tables.Count} tables");
    }

    Console.WriteLine($"Connection strings: {result.EnvironmentFile}\nTruth: {result.TruthDirectory}");
    return 0;
}
catch (Exception problem) when (problem is DbException or ArgumentException or IOException)
{
    await Console.Error.WriteLineAsync($"The demo databases are not complete: {problem.Message}\nStart it again: it drops and creates everything.");
    return 1;
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    return 130;
}
