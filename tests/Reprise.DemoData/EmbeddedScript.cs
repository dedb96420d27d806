namespace Reprise.DemoData;

/// <summary>SQL scripts that travel inside the assembly.</summary>
internal static class EmbeddedScript
{
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedScript).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The script {name} is not embedded; check the project file.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
