using Microsoft.Extensions.Logging.Abstractions;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Audit;
using Platform.Spool;
using Platform.Testing;
using Platform.Tests.Identity;
using Platform.WorkloadIdentity;

namespace Platform.Tests.Ledger;

/// <summary>The way from a spool to the ledger, broken at every step.</summary>
[Trait("requirement", "RE-05")]
public sealed class Shipping : IAsyncLifetime
{
    private readonly TemporaryDirectory state = new();
    private RunningIdentity identity = null!;
    private RunningLedger ledger = null!;
    private Workload records = null!;

    public async ValueTask InitializeAsync()
    {
        identity = await RunningIdentity.StartAsync();
        ledger = await RunningLedger.StartAsync(identity);
        records = await identity.WorkloadAsync("records");
    }

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        await identity.DisposeAsync();
        state.Dispose();
    }

    [Fact]
    public async Task Events_are_acknowledged_when_the_ledger_has_them()
    {
        await using var audit = Open();
        await AppendAsync(audit, 3);
        Assert.Equal(3, await Shipper(audit, ToLedger()).ShipOnceAsync(CancellationToken.None));
        Assert.Equal(3, audit.Spool.Acknowledged);
        Assert.Equal(3, ledger.Count());
        Assert.Equal(0, await Shipper(audit, ToLedger()).ShipOnceAsync(CancellationToken.None));
    }

    [Fact]
    public async Task While_the_ledger_is_away_the_spool_takes_events_and_ships_them_all_later()
    {
        await using var audit = Open();
        await ledger.StopAsync();
        for (var round = 0; round < 3; round++)
        {
            await AppendAsync(audit, 100);
            await Assert.ThrowsAsync<AuditShipmentException>(() => Shipper(audit, ToLedger()).ShipOnceAsync(CancellationToken.None));
        }

        Assert.Equal((300, 0), (audit.Spool.LastSequence, audit.Spool.Acknowledged));
        await ledger.StartAsync();
        var shipper = Shipper(audit, ToLedger());
        while (await shipper.ShipOnceAsync(CancellationToken.None) > 0)
        {
        }

        Assert.Equal(300, ledger.Count());
        Assert.Equal(300, audit.Spool.Acknowledged);
    }

    /// <summary>The process dies, or the answer is lost, right before or right after the ledger stored the batch; then both start again.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_between_any_two_steps_loses_nothing_and_doubles_nothing(bool afterStoring)
    {
        for (var round = 1; round <= 3; round++)
        {
            await using (var audit = Open())
            {
                await AppendAsync(audit, 10);
                var broken = new BrokenShipment(ToLedger(), afterStoring);
                await Assert.ThrowsAsync<AuditShipmentException>(() => Shipper(audit, broken).ShipOnceAsync(CancellationToken.None));
            }

            await ledger.StopAsync();
            await ledger.StartAsync();
            await using var again = Open();
            Assert.Equal(10, await Shipper(again, ToLedger()).ShipOnceAsync(CancellationToken.None));
            Assert.Equal(round * 10, ledger.Count());
        }

        Assert.Equal(new(30, null), await ledger.VerifyAsync());
    }

    [Fact]
    public async Task The_background_service_ships_by_itself_and_outlives_the_ledgers_absence()
    {
        await using var audit = Open();
        await ledger.StopAsync();
        await AppendAsync(audit, 5);
        using var shipper = new AuditShipping(
            audit, records.Get<WorkloadIdentityOptions>(), TimeProvider.System, NullLogger<AuditShipping>.Instance, ToLedger());
        await shipper.StartAsync(CancellationToken.None);
        await ledger.StartAsync();

        await Eventually.True(() => audit.Spool.Acknowledged == 5, "the events are acknowledged", TimeSpan.FromSeconds(60));
        await shipper.StopAsync(CancellationToken.None);
        Assert.Equal(5, ledger.Count());
    }

    private AuditTrail Open() => AuditTrail.Open(new SpoolOptions { Directory = state["audit"] });

    private AuditShipping Shipper(AuditTrail audit, AuditShipment shipment) =>
        new(audit, records.Get<WorkloadIdentityOptions>(), identity.Clock, NullLogger<AuditShipping>.Instance, shipment);

    private LedgerShipment ToLedger() => new(ledger.Url, records.Svids, identity.Validation, records.Get<WorkloadIdentityOptions>());

    private static async Task AppendAsync(AuditTrail audit, int events)
    {
        for (var i = 0; i < events; i++)
        {
            await audit.AppendAsync(Events.Read());
        }
    }

    /// <summary>Fails before the ledger hears of the batch, or after it has stored it.</summary>
    private sealed class BrokenShipment(AuditShipment real, bool afterStoring) : AuditShipment
    {
        public override async Task<AuditReceipt> ShipAsync(AuditBatch batch, CancellationToken cancellation)
        {
            if (afterStoring)
            {
                await real.ShipAsync(batch, cancellation);
            }

            throw new AuditShipmentException("the process died here");
        }
    }
}
