using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Storage;

namespace Platform.Notifications.Data;

public sealed class NotificationsDb(DbContextOptions<NotificationsDb> options) : DbContext(options)
{
    public DbSet<Notification> Notifications => Set<Notification>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration) =>
        configuration.Properties<DateTimeOffset>().HaveConversion<SortableTime>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Notification>().ToTable("notifications");
        SnakeCase.ApplyTo(model);
    }
}
