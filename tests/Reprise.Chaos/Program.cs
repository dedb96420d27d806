using Reprise.Chaos;
using Reprise.Chaos.Site;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};
try
{
    var options = ChaosOptions.Read(args is ["chaos" or "nodes", ..] ? args[1..] : throw new ArgumentException($"usage: {ChaosOptions.Usage}"), Environment.GetEnvironmentVariable);
    if (args[0] == "nodes")
    {
        await using var demo = await Demo.CreateAsync(options, stop.Token);
        await new NodesBenchmark(options, demo, Console.Out).RunAsync(stop.Token);
        return 0;
    }

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
