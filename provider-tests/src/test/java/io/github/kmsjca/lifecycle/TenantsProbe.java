package io.github.kmsjca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.keystore.LogCapture;
import io.github.kmsjca.testkit.Report;
import java.io.File;
import java.io.InvalidObjectException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import javax.crypto.Cipher;

/** Two applications in one JVM, each with a copy of the provider, one after the other. */
final class TenantsProbe {
  private static final String OTHER_COPY = "another class loader's copy of kms-jca";

  private TenantsProbe() {}

  public static void main(String[] args) throws Exception {
    Report report = new Report();
    try (LogCapture log = new LogCapture();
        URLClassLoader firstLoader = loader();
        URLClassLoader secondLoader = loader()) {
      BiFunction<String, Object, Object> first = tenant(firstLoader);
      BiFunction<String, Object, Object> second = tenant(secondLoader);
      Provider ofFirst = (Provider) first.apply("install", null);
      report.check(
          "the second installation of a copy",
          () -> assertThat(first.apply("install", null)).isSameAs(ofFirst));
      Key key = (Key) first.apply("key", ofFirst);
      Key secretKey = (Key) first.apply("secret key", ofFirst);
      byte[] written = (byte[]) first.apply("write", key);

      Provider ofSecond = (Provider) second.apply("install", null);
      report.check(
          "the second copy replaces the first",
          () -> {
            assertThat(Security.getProvider("AWSKMS")).isSameAs(ofSecond);
            assertThat(Security.getProviders()[0]).isSameAs(ofSecond);
            assertThat(ofSecond.getClass().getClassLoader()).isSameAs(secondLoader);
            assertThat(log.text())
                .contains("The registered provider AWSKMS is another class loader's copy")
                .hasLineCount(1);
          });
      report.check(
          "a key of another copy, in a named engine",
          () -> {
            Signature signature = Signature.getInstance("SHA256withECDSA", ofSecond);
            assertThatThrownBy(() -> signature.initSign((PrivateKey) key))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining(OTHER_COPY);
            Cipher cipher = Cipher.getInstance("AWSKMS/Envelope/NoPadding", ofSecond);
            assertThatThrownBy(() -> cipher.init(Cipher.ENCRYPT_MODE, secretKey))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining(OTHER_COPY);
          });
      report.check(
          "a key of another copy, in an unnamed engine",
          () -> {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            assertThatThrownBy(() -> signature.initSign((PrivateKey) key))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining(OTHER_COPY);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            assertThatThrownBy(() -> cipher.init(Cipher.ENCRYPT_MODE, secretKey))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining(OTHER_COPY);
          });
      report.check(
          "a handle that is read where another copy is registered",
          () ->
              assertThatThrownBy(() -> first.apply("read", written))
                  .hasRootCauseInstanceOf(InvalidObjectException.class)
                  .rootCause()
                  .hasMessageContaining(OTHER_COPY));
      report.check(
          "a handle that is read by the registered copy",
          () -> assertThat((Key) second.apply("read", written)).isNotNull());
      report.check(
          "the first copy still serves its keys where it is named",
          () -> {
            Signature signature = Signature.getInstance("SHA256withECDSA", ofFirst);
            signature.initSign((PrivateKey) key);
            assertThat(signature.sign()).isNotEmpty();
          });

      var unused = second.apply("close", ofSecond);
      report.check(
          "a closed provider is not in the list",
          () -> assertThat(Security.getProvider("AWSKMS")).isNull());
      report.check(
          "a closed provider that is in the list again is replaced",
          () -> {
            Security.insertProviderAt(ofSecond, 1);
            Provider third = (Provider) second.apply("install", null);
            assertThat(third).isNotSameAs(ofSecond);
            assertThat(Security.getProvider("AWSKMS")).isSameAs(third);
            assertThat(log.text()).contains("The registered provider AWSKMS was closed");
          });
      report.check(
          "closing one that is not in the list leaves the other there",
          () -> {
            var unusedToo = first.apply("close", ofFirst);
            assertThat(Security.getProvider("AWSKMS")).isNotNull();
          });
    }
    report.done();
  }

  private static URLClassLoader loader() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  @SuppressWarnings("unchecked")
  private static BiFunction<String, Object, Object> tenant(ClassLoader loader) throws Exception {
    return (BiFunction<String, Object, Object>)
        loader.loadClass(Tenant.class.getName()).getConstructor().newInstance();
  }
}
