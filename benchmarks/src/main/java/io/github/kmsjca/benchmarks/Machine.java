package io.github.kmsjca.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazonaws.encryptionsdk.AwsCrypto;
import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import software.amazon.awssdk.core.util.VersionInfo;

/** Where and with what a report was made. */
final class Machine {
  private Machine() {}

  static List<String> facts(Form form, String command) throws IOException {
    return List.of(
        "%s, %s".formatted(LocalDate.now(ZoneOffset.UTC), command),
        form.describe(),
        "Java %s (%s), %d processors, %s"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vendor"),
                Runtime.getRuntime().availableProcessors(),
                processor()),
        "AWS SDK %s, Bouncy Castle %s, ACCP %s"
            .formatted(
                VersionInfo.SDK_VERSION,
                new BouncyCastleProvider().getVersionStr(),
                Suite.isAccpHere()
                    ? AmazonCorrettoCryptoProvider.INSTANCE.getVersionStr()
                    : "not for this machine"),
        "Peers: %s, %s".formatted(jar(AwsCrypto.class), jar(Aead.class)));
  }

  /** Name and version as in the name of its file. */
  private static String jar(Class<?> type) {
    String path = type.getProtectionDomain().getCodeSource().getLocation().getPath();
    return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.jar$", "");
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.exists(file)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }
}
