@echo off
rem The same as ./platform, without its checks: build once, then the command line does the rest.
setlocal
set "root=%~dp0"
set "cli=%root%cli\bin\Local\Debug\net10.0\Platform.Cli.exe"
if "%~1"=="up" goto build
if "%~1"=="demo" goto build
if "%~1"=="exam" goto build
if "%~1"=="test" goto build
if exist "%cli%" goto run
:build
dotnet build "%root%Platform.sln" --nologo -v quiet -clp:NoSummary || exit /b 6
:run
if "%~1"=="" ("%cli%" --help) else ("%cli%" %*)
exit /b %errorlevel%
