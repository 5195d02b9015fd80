#!/usr/bin/env -S fairlead run
// Says in one line what this script does.
//
//     fairlead run NAME.jsh --name you

var name = param("name").describe("whom to greet").otherwise("world").value();

println("hello " + name);
