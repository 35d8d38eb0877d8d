package io.github.kmsjca.programs.spark;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Jars;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SparkIT {
  @RegisterExtension static final TestKms KMS = TestKms.start().withEncryptionKeys();
  @TempDir Path folder;

  @Test
  void plugin() throws Exception {
    long t = System.nanoTime();
    ForkedJvm.Result r = new SparkDriver(KMS, folder)
        .set("spark.jars", Jars.all() + "," + folder.resolve("app.jar"))
        .set("spark.plugins", "io.github.kmsjca.samples.spark.KmsPlugin")
        .run(ColumnJob.class, folder.resolve("out").toString(), "100000");
    System.out.println(r.output());
    System.out.println(Calls.madeTo(KMS));
    System.out.println((System.nanoTime() - t) / 1000000);
    try (var files = java.nio.file.Files.walk(folder.resolve("work"))) { for (Path f : files.filter(x -> x.toString().contains("std")).toList()) System.out.println(f + "\n" + java.nio.file.Files.readString(f).lines().limit(60).collect(java.util.stream.Collectors.joining("\n"))); }
  }
}
