package io.github.kmsjca.programs;

import io.github.kmsjca.testkit.Action;
import io.github.kmsjca.testkit.Folder;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs programs in JVMs of their own, in a folder with the files that their configuration names:
 *
 * <ul>
 *   <li>{@code ec.kms}, {@code rsa.kms}, {@code ed25519.kms}: keystore files of the type AWSKMS,
 *       with the one entry {@code web}, whose certificate is for {@code localhost};
 *   <li>{@code refused.kms}: the same with a key that is disabled in KMS;
 *   <li>{@code trust.p12}, {@code ca.pem}: the authority that issued it;
 *   <li>{@code kms.security}: the security file that registers the provider.
 * </ul>
 *
 * <p>Registered as an extension in a static field, it begins and ends with its test class.
 */
public final class ProgramHost implements BeforeAllCallback, AfterAllCallback {
  /** The KMS alias by the keystore file, without its ending. */
  private static final Map<String, String> KEYS =
      Map.of("ec", "ecc-nist-p256", "rsa", "rsa-2048", "ed25519", "ecc-nist-edwards25519");

  private KmsIdentities identities;
  private Path folder;

  /** What a program left behind. */
  public record Run(int exitCode, String output, Calls calls) {
    /** Fails with the output if the program did not end well. */
    public Run succeeded() {
      if (exitCode != 0) {
        throw new AssertionError("exit code " + exitCode + ": " + output);
      }
      return this;
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    identities = new KmsIdentities();
    folder = Files.createTempDirectory("program");
    for (Map.Entry<String, String> key : KEYS.entrySet()) {
      writeKeyStore(key.getKey() + ".kms", key.getKey());
    }
    writeRefusedKey();
    identities.ca().writeTrustStore(folder.resolve("trust.p12"));
    identities.ca().writeCertificate(folder.resolve("ca.pem"));
    Installation.writeSecurityFile(folder.resolve("kms.security"));
  }

  /**
   * Writes one more keystore file, or another one in the place of what there is, with a new
   * certificate.
   *
   * @param key {@code ec}, {@code rsa} or {@code ed25519}
   */
  public Path writeKeyStore(String name, String key) throws GeneralSecurityException, IOException {
    String alias = KEYS.get(key);
    return new KeyStoreText()
        .key("web", "alias/" + alias, identities.certify("localhost", alias))
        .write(folder.resolve(name));
  }

  private void writeRefusedKey() throws Exception {
    identities.kms().create("refused", "ECC_NIST_P256", "SIGN_VERIFY");
    new KeyStoreText()
        .key("web", "alias/refused", identities.certify("localhost", "refused"))
        .write(folder.resolve("refused.kms"));
    identities.disable("refused");
  }

  /** The KMS and the authority behind the files. */
  public KmsIdentities identities() {
    return identities;
  }

  /** The working directory of the programs. */
  public Path folder() {
    return folder;
  }

  /** Runs a program whose keys are all good. */
  public Run run(Installation way, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    return run(way, List.of(), program, arguments);
  }

  /** The same with further options of the JVM. */
  public Run run(Installation way, List<String> options, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    String security = way == Installation.FIRST_BY_CODE ? "" : "kms.security";
    return run(way, security, options, program, arguments);
  }

  /**
   * The same with a further line in the security file; there is none else if the way is by code.
   */
  public Run runWithSecurityLine(
      Installation way, String line, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    String before =
        way == Installation.FIRST_BY_CODE ? "" : Files.readString(folder.resolve("kms.security"));
    Files.writeString(folder.resolve("more.security"), before + line + "\n");
    return run(way, "more.security", List.of(), program, arguments);
  }

  private Run run(
      Installation way,
      String securityFile,
      List<String> options,
      Class<?> program,
      String... arguments)
      throws IOException, InterruptedException {
    ForkedJvm jvm =
        new ForkedJvm(way == Installation.FIRST_BY_CODE ? InstallFirst.class : program)
            .in(folder)
            .kms(identities.kms());
    options.forEach(jvm::option);
    List<String> all = new ArrayList<>(List.of(arguments));
    if (way == Installation.FIRST_BY_CODE) {
      all.add(0, program.getName());
    }
    if (!securityFile.isEmpty()) {
      jvm.property("java.security.properties", securityFile);
    }
    identities.kms().local().calls().clear();
    ForkedJvm.Result result = jvm.run(all.toArray(String[]::new));
    return new Run(result.exitCode(), result.output(), Calls.madeTo(identities.kms()));
  }

  /** Runs a program after the key of a keystore file was disabled in KMS, and enables it again. */
  public Run runWithDisabledKey(
      String keyStore, Installation way, Class<?> program, String... arguments) throws Exception {
    return runWithDisabledKey(keyStore, way, List.of(), program, arguments);
  }

  /** The same with further options of the JVM. */
  public Run runWithDisabledKey(
      String keyStore,
      Installation way,
      List<String> options,
      Class<?> program,
      String... arguments)
      throws Exception {
    List<Run> runs = new ArrayList<>();
    whileDisabled(keyStore, () -> runs.add(run(way, options, program, arguments)));
    return runs.get(0);
  }

  /** Does something while the key of a keystore file, without its ending, is disabled in KMS. */
  public void whileDisabled(String keyStore, Action action) throws Exception {
    identities.whileDisabled(KEYS.get(keyStore), action);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    identities.close();
    Folder.delete(folder);
  }
}
