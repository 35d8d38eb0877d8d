package io.github.kmsjca.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Jars;
import io.github.kmsjca.testkit.StrictJce;
import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TestKms;
import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The jars on a JDK whose JCE takes javax.crypto services only from signed ones. */
class SignedJarIT {
  private static final String ALIAS = "vendor";

  @RegisterExtension static final TestKms KMS = TestKms.start().withEncryptionKeys();

  @TempDir Path dir;

  @Test
  void unsignedJarSignsButDoesNotEncrypt() throws Exception {
    assertThat(use(List.of(Jars.all())).output())
        .contains("signature: true")
        .contains(
            "cipher: java.lang.SecurityException: JCE cannot authenticate the provider AWSKMS")
        .contains("mac: java.lang.SecurityException: JCE cannot authenticate the provider AWSKMS")
        .contains("key decides: java.security.InvalidKeyException: No installed provider supports")
        .contains("our own name: java.security.NoSuchAlgorithmException");
  }

  @Test
  void signedSingleFileJarDoesBoth() throws Exception {
    assertDoesBoth(List.of(signed(Jars.all())));
  }

  @Test
  void signedNormalJarDoesBothBesideUnsignedLibraries() throws Exception {
    List<Path> jars = new ArrayList<>();
    jars.add(signed(Jars.provider()));
    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar") && !entry.contains("kms-jca-provider"))
        .map(Path::of)
        .forEach(jars::add);
    assertDoesBoth(jars);
  }

  private void assertDoesBoth(List<Path> jars) throws Exception {
    assertThat(use(jars).output())
        .contains("signature: true")
        .contains("cipher: a message")
        .contains("mac: 32 bytes")
        .contains("key decides: AWSKMS")
        .contains("our own name: AWSKMS");
  }

  private ForkedJvm.Result use(List<Path> jars) throws Exception {
    List<Path> classPath = new ArrayList<>(jars);
    classPath.add(ForkedJvm.home(SigningAndEncrypting.class));
    return StrictJce.in(dir, new ForkedJvm(SigningAndEncrypting.class).classPath(classPath))
        .kms(KMS)
        .run();
  }

  private Path signed(Path jar) throws Exception {
    KeyStore keys = new TestCa().softwareIdentity(ALIAS);
    KeyStore.PrivateKeyEntry entry =
        (KeyStore.PrivateKeyEntry)
            keys.getEntry(ALIAS, new KeyStore.PasswordProtection(TestCa.PASSWORD.toCharArray()));
    Path result = dir.resolve(jar.getFileName());
    try (ZipFile in = new ZipFile(jar.toFile());
        OutputStream out = Files.newOutputStream(result)) {
      new JarSigner.Builder(entry).build().sign(in, out);
    }
    String jarsigner = Path.of(System.getProperty("java.home"), "bin", "jarsigner").toString();
    assertThat(Command.run(List.of(jarsigner, "-verify", result.toString())).output())
        .contains("jar verified.");
    return result;
  }
}
