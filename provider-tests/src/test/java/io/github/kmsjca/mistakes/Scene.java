package io.github.kmsjca.mistakes;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** Where mistakes are made: a local KMS with keys, a certification authority, and a folder. */
final class Scene implements AutoCloseable {
  static final String EC = "ECC_NIST_P256";

  private final KmsIdentities identities = new KmsIdentities();
  private final Path folder;

  Scene(Path folder) {
    this.folder = folder;
    kms().withEncryptionKeys();
  }

  TestKms kms() {
    return identities.kms();
  }

  KmsIdentities identities() {
    return identities;
  }

  /** A file of the module of the provider. */
  static Path guide(String name) {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("provider").resolve(name))) {
      root = root.getParent();
    }
    return root.resolve("provider").resolve(name);
  }

  /** A provider that is not registered, so that no row meets another's. */
  Provider provider(String... settings) {
    return kms().provider(settings);
  }

  /** One with these settings and no others. */
  static Provider bare(String... settings) {
    KmsProvider.Builder builder = KmsProvider.builder().set("maxAttempts", "1");
    for (int i = 0; i < settings.length; i += 2) {
      builder.set(settings[i], settings[i + 1]);
    }
    return builder.build();
  }

  static Key key(Provider provider, String name) throws Exception {
    return TestKms.keyStore(provider).getKey(name, null);
  }

  Key key(String name) throws Exception {
    return key(provider(), name);
  }

  /** Signs as programs do that know no provider: the key finds it. */
  static void sign(Provider provider, String algorithm, Key key) throws Exception {
    Signature signature = Signature.getInstance(algorithm, provider);
    signature.initSign((java.security.PrivateKey) key);
    signature.update(new byte[1]);
    signature.sign();
  }

  Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** Loads a file by the setting {@code certificates}, and gets a key of it. */
  void use(Path file, String alias) throws Exception {
    KeyStore keyStore = TestKms.keyStore(provider("certificates", file.toString()));
    keyStore.getKey(alias, null);
  }

  /** A certificate chain for a key of the local KMS. */
  List<X509Certificate> certified(String alias) throws Exception {
    return identities.createCertified(alias, EC);
  }

  static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static <T> T found(T value) {
    Assertions.assertNotNull(value);
    return value;
  }

  @Override
  public void close() {
    identities.close();
  }
}
