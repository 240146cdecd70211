using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Platform.ServiceDefaults.Storage;

/// <summary>Columns are written as in the schema: <c>nhs_number_status</c> for <c>NhsNumberStatus</c>.</summary>
public static class SnakeCase
{
    /// <summary>Names every column of the model.</summary>
    public static void ApplyTo(ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
    }
}
