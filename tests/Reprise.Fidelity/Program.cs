using System.Data.Common;
using Reprise.Fidelity;
using Reprise.Fidelity.Cases;
using Reprise.Fidelity.Document;
using Reprise.Fidelity.Pgloader;

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

FidelityArguments options;
try
{
    options = FidelityArguments.Parse(args);
}
catch (FormatException problem)
{
    await Console.Error.WriteLineAsync($"{problem.Message}\n\n{FidelityArguments.Usage}");
    return 2;
}

try
{
    await using var bench = await PgloaderBench.CreateAsync(options.MariaDb, options.Postgres, interrupted.Token);
    var answers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
    foreach (var item in CaseFamily.ByName.Values)
    {
        answers[item.Name] = await bench.AnswerAsync(item, interrupted.Token);
        Console.WriteLine($"{item.Name}: {string.Join("; ", answers[item.Name])}");
    }

    var package = options.Package.Length == 0 ? string.Empty : $" (package {options.Package})";
    var versions = $"MariaDB {bench.MariaDbVersion.Split('-')[0]}, PostgreSQL {bench.PostgresVersion.Split(' ')[0]} and pgloader {await PgloaderProgram.VersionAsync(interrupted.Token)}{package}";
    await File.WriteAllTextAsync(options.Output, FidelityDocument.Write(versions, answers), interrupted.Token);
    return 0;
}
catch (Exception problem) when (problem is DbException or IOException or InvalidOperationException or System.ComponentModel.Win32Exception)
{
    await Console.Error.WriteLineAsync($"The document was not written: {problem.Message}");
    return 1;
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    return 130;
}
