using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using MySqlConnector;
using Npgsql;
using ParquetSharp;
using ParquetSharp.IO;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Replicate;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Core.Verification;
using Reprise.Core.Verification.Comparison;
using Reprise.MySql;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Copy;
using Reprise.Snapshots.Parts;

namespace Reprise.Benchmarks;

/// <summary>The links of the chain one by one, over the same rows of the crm set's companies: what each costs per row, and what it allocates.</summary>
[MemoryDiagnoser]
public class MicroBenchmark : IAsyncDisposable
{
    /// <summary>Companies in the source.</summary>
    public const int Rows = 50_000;

    private const int RegionBytes = 4 << 20;
    private const string Table = "companies";

    private readonly CellRow _row = new(digestsLarge: true);
    private readonly byte[] _region = new byte[RegionBytes];
    private readonly byte[] _encrypted = new byte[RegionBytes];
    private IConsistentPoint? _point;
    private RunPlan? _plan;
    private RunTable? _table;
    private SourceRead? _read;
    private List<ColumnBatch> _batches = [];
    private ColumnBatchPool? _pool;
    private PartContent? _part;
    private NpgsqlConnection? _target;

    /// <summary>Makes the rows and reads them once.</summary>
    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var servers = BenchmarkOptions.Read([], Environment.GetEnvironmentVariable);
        var database = await DataSet.All.Single(set => set.Name == "crm").EnsureAsync(servers.MariaDb, Rows / 1_000_000d, CancellationToken.None);
        var source = new MySqlConnectionStringBuilder(servers.MariaDb) { Database = database }.ConnectionString;
        var mysql = new MySqlSource(TimeProvider.System);
        var catalog = await mysql.ReadCatalogAsync(source, CancellationToken.None);
        var replica = ReplicatePlanner.Plan(catalog, await mysql.ProfileAsync(source, catalog.Tables, CancellationToken.None), "micro");
        _plan = BareStream.PlanOf(catalog, replica, "micro", parallelism: 1);
        _table = _plan.Tables.Single(table => table.Source == Table);
        _read = _plan.Source(Table);
        _point = await mysql.OpenPointAsync(source, [_read.Table], 1, CancellationToken.None);
        _batches = await _point.ReadAsync(_read, Whole, BatchLimits.Default, CancellationToken.None).ToListAsync();
        _pool = new ColumnBatchPool(_read.Columns);
        _part = Encode();
        _target = new NpgsqlConnection(servers.Postgres);
        await _target.OpenAsync();
        await BareStream.CreateAsync(_target, _table, "CREATE TEMPORARY TABLE companies", CancellationToken.None);
    }

    /// <summary>Gives everything back.</summary>
    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _part?.Dispose();
        await (_target?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_point?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>MySQL's rows into columns.</summary>
    [Benchmark(Description = "read rows from MariaDB into columns")]
    public async Task<long> ReadAsync()
    {
        var rows = 0L;
        await foreach (var batch in _point!.ReadAsync(_read!, Whole, BatchLimits.Default, CancellationToken.None))
        {
            rows += batch.RowCount;
            batch.Dispose();
        }

        return rows;
    }

    /// <summary>Columns into compressed Parquet.</summary>
    [Benchmark(Description = "encode Parquet")]
    public void EncodePart() => Encode().Dispose();

    /// <summary>Parquet into columns.</summary>
    [Benchmark(Description = "decode Parquet")]
    public void DecodePart()
    {
        var schema = new PartSchema(_read!.Columns);
        using var bytes = _part!.Open();
        using var file = new ParquetFileReader(bytes);
        for (var group = 0; group < file.FileMetaData.NumRowGroups; group++)
        {
            using var batch = _pool!.Rent();
            schema.Read(file, group, batch);
        }
    }

    /// <summary>The cipher of the envelope, region by region.</summary>
    [Benchmark(Description = "encrypt the Parquet file (AES-256-GCM)")]
    public void Encrypt()
    {
        using var cipher = new AesGcm(new byte[32], AesGcm.TagByteSizes.MaxSize);
        Span<byte> nonce = stackalloc byte[AesGcm.NonceByteSizes.MaxSize];
        Span<byte> tag = stackalloc byte[AesGcm.TagByteSizes.MaxSize];
        _part!.Stream.Position = 0;
        int read;
        while ((read = _part.Stream.Read(_region)) > 0)
        {
            nonce[0]++;
            cipher.Encrypt(nonce, _region.AsSpan(0, read), _encrypted.AsSpan(0, read), tag);
        }
    }

    /// <summary>Columns into PostgreSQL's COPY.</summary>
    [Benchmark(Description = "map and COPY into PostgreSQL, without an index")]
    public async Task CopyAsync()
    {
        await _target!.ExecuteAsync("TRUNCATE companies", [], CancellationToken.None);
        var columns = _table!.Definition!.Columns;
        await using var stream = await _target!.BeginRawBinaryCopyAsync("COPY companies FROM STDIN (FORMAT binary)");
        var writer = new BinaryCopyWriter(stream, [.. columns.Select(column => column.Type)], chunk: null);
        var mapper = new TableMapper(_plan!, _table);
        writer.WriteHeader();
        foreach (var batch in _batches)
        {
            using var mapped = mapper.Map(batch, 1, 0);
            await writer.WriteAsync(mapped, CancellationToken.None);
        }

        await writer.CompleteAsync(CancellationToken.None);
    }

    /// <summary>Columns as the source's text, and the hash of each row.</summary>
    [Benchmark(Description = "print and hash rows for verification")]
    public long Hash()
    {
        var digests = new BucketDigests(BucketDigests.CountFor(Rows));
        var texts = new SnapshotText(_read!);
        int[] key = [0];
        foreach (var batch in _batches)
        {
            texts.Begin();
            for (var row = 0; row < batch.RowCount; row++)
            {
                texts.Fill(batch, row, _row);
                digests.Add(_row, key);
            }
        }

        return digests.Rows;
    }

    private static ChunkRange Whole => new(1, From: null, To: null);

    private PartContent Encode()
    {
        var schema = new PartSchema(_read!.Columns);
        using var output = new BufferOutputStream(PartMemory.Native);
        using var file = schema.Create(output);
        foreach (var batch in _batches)
        {
            schema.Write(file, batch);
        }

        file.Close();
        return new PartContent(output.Finish());
    }
}
