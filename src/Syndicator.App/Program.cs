using System.CommandLine;

var root = new RootCommand("Syndicates newsletter issues to social networks and collects nominations.");
return await root.Parse(args).InvokeAsync();
