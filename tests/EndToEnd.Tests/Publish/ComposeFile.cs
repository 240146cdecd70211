namespace Platform.EndToEnd.Tests.Publish;

public sealed class ComposeFile
{
    [Fact]
    public async Task Has_every_resource_and_every_reference_of_the_topology()
    {
        using var published = await Published.WriteAsync("compose");
        Assert.Empty(Completeness.MissingFromCompose(await Topology.ReadAsync(), published));

        published.Objects.Single()["services"]!.AsObject().Remove("notifications-dapr");
        Assert.Contains("notifications-dapr", Completeness.MissingFromCompose(await Topology.ReadAsync(), published));
    }

    [Fact]
    public async Task Runs_nothing_with_rights_and_asks_everything_how_it_is()
    {
        using var published = await Published.WriteAsync("compose");
        foreach (var (name, service) in published.Objects.Single()["services"]!.AsObject())
        {
            Assert.True((bool)service!["read_only"]!, name);
            Assert.Equal("""["ALL"]""", service["cap_drop"]!.ToJsonString());
            Assert.Equal("""["no-new-privileges:true"]""", service["security_opt"]!.ToJsonString());
            if (name == "state-owner")
                continue;
            Assert.NotNull(service["healthcheck"]);
            Assert.DoesNotContain("cap_add", service.AsObject().Select(member => member.Key));
            Assert.NotEqual("0:0", (string?)service["user"]);
        }
    }

    [Fact]
    public async Task Names_only_files_that_lie_beside_it_or_that_are_listed_as_needed()
    {
        using var published = await Published.WriteAsync("compose");
        var file = published.Objects.Single();
        var needs = published.Report["needs"]!.AsArray().Select(need => (string)need!["name"]!).ToHashSet();
        var named = file["secrets"]!.AsObject().Concat(file["configs"]!.AsObject()).Select(entry => (string)entry.Value!["file"]!).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, path => Assert.True(needs.Contains(path) || File.Exists(Path.Combine(published.Folder, path)), path));
        Assert.All(needs.Where(need => need.StartsWith("./", StringComparison.Ordinal)), path => Assert.Contains(path, named));
        foreach (var (name, service) in file["services"]!.AsObject())
        {
            Assert.All(service!["secrets"]?.AsArray() ?? [], used => Assert.NotNull(file["secrets"]![(string)used!["source"]!]));
            Assert.All(service["configs"]?.AsArray() ?? [], used => Assert.NotNull(file["configs"]![(string)used!["source"]!]));
            Assert.All(service["depends_on"]?.AsObject().Select(wait => wait.Key) ?? [], wait => Assert.NotNull(file["services"]![wait]));
            Assert.All(service["networks"]?.AsArray() ?? [], network => Assert.True(file["networks"]!.AsObject().ContainsKey((string)network!), name));
        }
    }
}
