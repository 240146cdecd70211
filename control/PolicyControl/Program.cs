Platform.PolicyControl.PolicyControlApp.Create(args).Run();
