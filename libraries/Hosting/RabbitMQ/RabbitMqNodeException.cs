namespace Platform.Hosting.RabbitMQ;

/// <summary>A private node did not come up.</summary>
public sealed class RabbitMqNodeException(string what, string lastLogLines) : Exception($"{what}; its last log lines:\n{lastLogLines}");
