using System.CommandLine;
using Reprise.Pipeline.Lineage;

namespace Reprise.Host.Commands;

/// <summary>Options of commands that show values of a person or another record, masked unless somebody says who they are and why.</summary>
internal sealed class AccessOptions
{
    private readonly Option<bool> _values = new("--values") { Description = "Shows values and keys instead of masks, and records under the name given who saw them. Personal data: mind where the output goes." };
    private readonly Option<string?> _by = new("--as") { Description = "With --values: who sees them; kept in the audit trail.", HelpName = "NAME" };
    private readonly Option<string?> _reason = new("--reason") { Description = "With --values: why, such as the number of an access request; kept in the audit trail. No personal data.", HelpName = "TEXT" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_values);
        command.Options.Add(_by);
        command.Options.Add(_reason);
        command.Validators.Add(result =>
        {
            var isNamed = result.GetValue(_by) is { Length: > 0 } && result.GetValue(_reason) is { Length: > 0 };
            if (result.GetValue(_values) && !isNamed)
            {
                result.AddError("--values wants --as NAME and --reason TEXT, for the audit trail.");
            }
            else if (!result.GetValue(_values) && (result.GetValue(_by) ?? result.GetValue(_reason)) is not null)
            {
                result.AddError("--as and --reason go with --values.");
            }
        });
    }

    /// <summary>What was asked for; null = masks.</summary>
    public AccessRequest? Read(ParseResult parse) => parse.GetValue(_values) ? new AccessRequest(parse.GetValue(_by)!, parse.GetValue(_reason)!) : null;
}
