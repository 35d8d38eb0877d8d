package io.github.kmsjca.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.JdkTool;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.tools.ToolKey.Source;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keys, their certificates, a keystore file and a jar, and this JDK's tools as executables. */
final class ToolSetting implements AutoCloseable {
  private static final String JDK_HTTP_CLIENT = "url-connection-client";

  private final KmsIdentities identities = new KmsIdentities();
  private final ToolFiles files;
  private final Map<ToolKey, X509Certificate> issued = new EnumMap<>(ToolKey.class);

  ToolSetting(Path dir) throws GeneralSecurityException, IOException {
    files = new ToolFiles(dir);
    KeyStoreText text = new KeyStoreText();
    for (ToolKey key : ToolKey.values()) {
      String alias = key.alias(Source.FILE);
      List<X509Certificate> chain = identities.createCertified(alias, key.spec());
      issued.put(key, chain.get(0));
      text.key(alias, chain);
    }
    text.write(files.keyStore());
    identities.ca().writeTrustStore(files.trustStore());
    try (OutputStream out = Files.newOutputStream(files.jar());
        JarOutputStream jar = new JarOutputStream(out)) {
      jar.putNextEntry(new JarEntry("content.txt"));
      jar.write("content".getBytes(UTF_8));
    }
  }

  ToolFiles files() {
    return files;
  }

  TestKms kms() {
    return identities.kms();
  }

  KmsIdentities identities() {
    return identities;
  }

  /** The certificate that the keystore file has for a key. */
  X509Certificate issued(ToolKey key) {
    return issued.get(key);
  }

  /** Runs an executable of this JDK with our class path, as {@code keytool.md} says. */
  Command.Result run(String tool, List<String> arguments) throws Exception {
    return run(tool, kms().endpoint().toString(), true, arguments);
  }

  /** The same with a KMS elsewhere, or without the client that the tools need. */
  Command.Result run(String tool, String endpoint, boolean complete, List<String> arguments)
      throws Exception {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> complete || !entry.contains(JDK_HTTP_CLIENT))
            .collect(Collectors.joining(File.pathSeparator));
    return new JdkTool(tool)
        .classPath(classPath)
        .kms(URI.create(endpoint))
        .property("awskms.selfSigned", true)
        .property("awskms.maxAttempts", 2)
        .run(arguments);
  }

  @Override
  public void close() {
    identities.close();
  }
}
