package io.github.kmsjca.testkit;

import io.github.kmsjca.localkms.LocalKms;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** keytool or jarsigner of this JDK, as an executable, with our class path. */
public final class JdkTool {
  private final String name;
  private final List<String> options = new ArrayList<>();
  private String classPath = System.getProperty("java.class.path");

  public JdkTool(String name) {
    this.name = name;
    options.addAll(ForkedJvm.SHORT_LIVED);
    property("user.language", "en");
  }

  /** Another class path than that of the tests. */
  public JdkTool classPath(String entries) {
    classPath = entries;
    return this;
  }

  public JdkTool property(String key, Object value) {
    options.add("-D" + key + "=" + value);
    return this;
  }

  /** Points the provider AWSKMS at a local KMS, or at where there is none. */
  public JdkTool kms(URI endpoint) {
    return property("aws.accessKeyId", LocalKms.ACCESS_KEY_ID)
        .property("aws.secretAccessKey", LocalKms.SECRET_ACCESS_KEY)
        .property("awskms.endpoint", endpoint)
        .property("awskms.region", TestKms.REGION);
  }

  public Command.Result run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
    options.forEach(option -> command.add("-J" + option));
    command.addAll(List.of("-J-cp", "-J" + classPath));
    command.addAll(arguments);
    return Command.run(command);
  }
}
