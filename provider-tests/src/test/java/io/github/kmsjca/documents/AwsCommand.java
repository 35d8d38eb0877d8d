package io.github.kmsjca.documents;

import io.github.kmsjca.testkit.Command;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line of AWS, which a developer's machine may lack. */
final class AwsCommand {
  private static final Pattern VERSION = Pattern.compile("aws-cli/(\\d+)\\.(\\d+)\\..*");

  private AwsCommand() {}

  /** Whether it is there, and new enough to be told the endpoint by the environment. */
  static boolean isUsable() {
    try {
      Command.Result result = Command.run(List.of("aws", "--version"));
      return result.exitCode() == 0 && isNewEnough(result.output().strip());
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean isNewEnough(String text) {
    Matcher version = VERSION.matcher(text);
    if (!version.matches()) {
      return false;
    }
    int minor = Integer.parseInt(version.group(2));
    return version.group(1).equals("1") ? minor >= 29 : minor >= 13;
  }
}
