using Platform.Browser.Tests;

// One platform and one browser for all tests; they share what the platform shows, so they go one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(PlatformInChromium))]
