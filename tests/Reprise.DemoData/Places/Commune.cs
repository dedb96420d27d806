namespace Reprise.DemoData.Places;

/// <summary>A town and its postcode.</summary>
internal sealed record Commune(string PostalCode, string Name)
{
    public string Department => PostalCode[..2];

    /// <summary>The name after "de", elided where French asks for it.</summary>
    public string Of => Text.Ascii.Fold(Name)[0] is 'A' or 'E' or 'I' or 'O' or 'U' or 'Y' ? $"d'{Name}" : $"de {Name}";
}
