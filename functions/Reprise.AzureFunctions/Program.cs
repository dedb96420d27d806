using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Reprise.AzureFunctions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddReprise(FunctionSettings.Read(Environment.GetEnvironmentVariable));
await builder.Build().RunAsync();
