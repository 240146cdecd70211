Platform.Gateway.GatewayApp.Create(args).Run();
