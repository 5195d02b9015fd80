var built = step("Build", () -> { println("building"); return List.of("team/web:v1", "team/web:latest"); });
step("Push", () -> println("pushing " + built));
