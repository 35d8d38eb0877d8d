package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.KmsProvider;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.Security;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Which Java this is, and which files its providers come from. */
final class JavaCheck implements Check {
  private static final String EXTRA_FILE = "java.security.properties";

  @Override
  public String title() {
    return "Java";
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.fact("version", Runtime.version() + ", " + System.getProperty("java.vendor")));
    findings.add(Finding.fact("home", home().toString()));
    findings.add(Finding.fact("kms-jca", "version " + version() + ", " + location()));
    findings.add(JceAuthentication.finding());
    findings.add(
        Finding.fact("clock", Instant.now().truncatedTo(ChronoUnit.SECONDS) + " (KMS compares)"));
    findings.add(securityFile());
    String extra = System.getProperty(EXTRA_FILE);
    if (extra != null) {
      findings.add(extraFile(extra));
    }
    return findings;
  }

  private static Path home() {
    return Path.of(System.getProperty("java.home", ""));
  }

  private static String version() {
    return new KmsProvider().getVersionStr();
  }

  private static String location() {
    CodeSource source = KmsProvider.class.getProtectionDomain().getCodeSource();
    if (source != null) {
      return String.valueOf(source.getLocation());
    }
    // Classes on the boot class path have no code source.
    return String.valueOf(KmsProvider.class.getResource("KmsProvider.class"));
  }

  private static Finding securityFile() {
    Path file = home().resolve("conf").resolve("security").resolve("java.security");
    return Files.isReadable(file)
        ? Finding.fact("security file", file.toString())
        : Finding.problem("security file", file + " cannot be read", "Repair this Java");
  }

  /** The JDK takes no notice of a file that is not there. */
  private static Finding extraFile(String value) {
    boolean replaces = value.startsWith("=");
    String name = replaces ? value.substring(1) : value;
    // Of a file that replaced the JDK's own, this tells nothing: the JDK had asked before.
    String mayOverride = Security.getProperty("security.overridePropertiesFile");
    if (!replaces && !"true".equalsIgnoreCase(mayOverride)) {
      return Finding.problem(
          "security file",
          name + " has no effect: security.overridePropertiesFile is not true",
          "Put its lines into the file above");
    }
    if (!isReadable(name)) {
      return Finding.problem(
          "security file",
          name + " of -D" + EXTRA_FILE + " cannot be read, and the JDK does not say so",
          "Correct the path; it counts from the directory in which Java is started");
    }
    return Finding.fact(
        "security file",
        name + (replaces ? " replaces it" : " is appended to it") + ", by -D" + EXTRA_FILE);
  }

  private static boolean isReadable(String name) {
    if (name.contains("${")) {
      return true; // the JDK expands it; too rare to do the same
    }
    try {
      if (Files.isReadable(Path.of(name))) {
        return true;
      }
    } catch (InvalidPathException e) {
      // It may still be a URL.
    }
    try {
      return !new URL(name).getProtocol().isEmpty();
    } catch (MalformedURLException e) {
      return false;
    }
  }
}
