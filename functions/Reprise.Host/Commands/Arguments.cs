using System.CommandLine;
using Reprise.Core.Entities;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Host.Commands;

/// <summary>Arguments that several commands take.</summary>
internal static class Arguments
{
    /// <summary>One entity.</summary>
    public static Argument<string> Entity() => new("ENTITY") { Description = "Code of an entity, such as ud-75." };

    /// <summary>One run.</summary>
    public static Argument<string> Run() => new("RUN") { Description = "Id of a run; 'reprise status' lists them." };

    /// <summary>The entity code that was given.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownEntity"/>.</exception>
    public static EntityCode ParseEntity(string text) => EntityCode.TryParse(text, out var code)
        ? code
        : throw new RepriseException(ErrorCodes.UnknownEntity, $"'{text}' is no entity code: lower-case letters, digits and single hyphens, 2 to 32 characters.");

    /// <summary>The run id that was given.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownRun"/>.</exception>
    public static RunId ParseRun(string text) => RunId.TryParse(text, out var run)
        ? run
        : throw new RepriseException(ErrorCodes.UnknownRun, $"'{text}' is no run id. 'reprise status' lists them.");
}
