using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Platform.Rego.Tests")]
