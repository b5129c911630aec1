using System.Text;
using Syndicator.App.Commands;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Console.SetOut(new StreamWriter(PipeOutput.Open(), Console.OutputEncoding) { AutoFlush = true });
return await CommandLine.RunAsync(args);
