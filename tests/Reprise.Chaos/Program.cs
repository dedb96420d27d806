using Reprise.Chaos;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};
try
{
    var options = ChaosOptions.Read(args is ["chaos", ..] ? args[1..] : args, Environment.GetEnvironmentVariable);
    await using var campaign = await Campaign.PrepareAsync(options, Console.Out, stop.Token);
    var result = await campaign.RunAsync(stop.Token);
    await ChaosReport.WriteAsync(options, result, stop.Token);
    Console.WriteLine(result.ClosingLine);
    return result.Runs == result.Survived ? 0 : 1;
}
catch (ArgumentException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 2;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}
