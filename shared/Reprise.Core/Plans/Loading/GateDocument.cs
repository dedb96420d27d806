using Reprise.Core.Configuration.Loading;
using Reprise.Core.Quality;

namespace Reprise.Core.Plans.Loading;

/// <summary>A gate as read.</summary>
/// <param name="Root">Its mapping.</param>
/// <param name="Name">Its name, when it has one.</param>
/// <param name="Table">The table plan it names, when it does.</param>
/// <param name="Gate">The gate; null when something required is missing or wrong.</param>
internal sealed record GateDocument(YamlMapping Root, string? Name, string? Table, QualityGate? Gate);
