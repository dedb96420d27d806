using Reprise.Benchmarks;
using Reprise.Benchmarks.Dedupe;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};
if (args is ["bare"])
{
    await BareStream.RunAsync(Environment.GetEnvironmentVariable("BENCH_SOURCE")!, Environment.GetEnvironmentVariable("BENCH_TARGET")!, Math.Max(2, Environment.ProcessorCount), stop.Token);
    return 0;
}

try
{
    if (args is ["dedupe", ..])
    {
        var output = Environment.GetEnvironmentVariable("BENCH_OUTPUT") ?? throw new ArgumentException("BENCH_OUTPUT is not set: start this with infra/local/bench.sh.");
        var dedupe = DedupeOptions.Read(args[1..], Environment.GetEnvironmentVariable("BENCH_LABELLED") ?? "../shared/data/dedupe");
        await DedupeBenchmark.RunAsync(dedupe, output, stop.Token);
        return 0;
    }

    var options = BenchmarkOptions.Read(
        args is ["speed" or "micro", ..] ? args[1..] : throw new ArgumentException($"usage: speed [--rows N] [--sets {DataSet.Names}] [--peers pgloader,bare,mapped] [--runs N], or micro [--runs N], or {DedupeOptions.Usage}"),
        Environment.GetEnvironmentVariable);
    if (args[0] == "micro")
    {
        await MicroReport.RunAsync(options, stop.Token);
        return 0;
    }

    List<Contender> contenders = [new RepriseContender(options.Host, options.Blobs)];
    contenders.AddRange(options.Peers.Where(peer => peer != "none").Select(peer => (Contender)(peer switch
    {
        "pgloader" => new PgloaderContender(),
        MappedContender.Mapped => new MappedContender(options.Host, options.Blobs),
        _ => new BareContender(),
    })));
    await new SpeedBenchmark(options, contenders).RunAsync(stop.Token);
    return 0;
}
catch (ArgumentException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 2;
}
