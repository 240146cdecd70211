Platform.Identity.IdentityApp.Create(args).Run();
