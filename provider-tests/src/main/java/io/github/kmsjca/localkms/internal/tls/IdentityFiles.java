package io.github.kmsjca.localkms.internal.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * Reads a server's key and certificates; what is wrong with a file is an IllegalArgumentException.
 */
public final class IdentityFiles {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([\\sA-Za-z0-9+/=]+)-----END");

  /** By the name of the key's algorithm, who has it. */
  private static final Map<String, String> PROVIDERS = Map.of("RSA", "SunRsaSign", "EC", "SunEC");

  private IdentityFiles() {}

  /** PEM: the server's certificate and those between it and the root, and an unencrypted key. */
  public static Identity pem(Path certificates, Path key) {
    try (InputStream in = Files.newInputStream(certificates)) {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509", "SUN").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (chain.isEmpty()) {
        throw unfit(certificates, "it has no certificate", null);
      }
      return checked(new Identity(key(key), chain), key);
    } catch (GeneralSecurityException e) {
      throw unfit(certificates, "it is no PEM file of certificates", e);
    } catch (IOException e) {
      throw unreadable(certificates, e);
    }
  }

  /** PKCS #12: the first entry with a private key. */
  public static Identity pkcs12(Path file, char[] password) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12", "SUN");
      store.load(in, password);
      for (String alias : Collections.list(store.aliases())) {
        if (store.getKey(alias, password) instanceof PrivateKey key) {
          Certificate[] chain = store.getCertificateChain(alias);
          return checked(
              new Identity(key, Arrays.stream(chain).map(X509Certificate.class::cast).toList()),
              file);
        }
      }
      throw unfit(file, "it has no private key", null);
    } catch (GeneralSecurityException e) {
      throw unfit(file, "its key does not open with the password", e);
    } catch (IOException e) {
      throw Files.isReadable(file)
          ? unfit(file, "it is no PKCS #12 file, or the password is another", e)
          : unreadable(file, e);
    }
  }

  private static PrivateKey key(Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    if (text.contains("ENCRYPTED")) {
      throw unfit(file, "its key is encrypted; put it into a PKCS #12 file", null);
    }
    Matcher pem = KEY.matcher(text);
    if (!pem.find()) {
      throw unfit(file, "it has no private key in PEM", null);
    }
    try {
      PrivateKeyInfo info = info(pem.group(1), Base64.getMimeDecoder().decode(pem.group(2)));
      boolean rsa =
          info.getPrivateKeyAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption);
      KeyFactory factory =
          rsa ? KeyFactory.getInstance("RSA", "SunRsaSign") : KeyFactory.getInstance("EC", "SunEC");
      return factory.generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw unfit(file, "its key is neither RSA nor EC", e);
    }
  }

  /** PKCS #8, whatever form the key has: PKCS #1 and SEC 1 are the old ones of OpenSSL. */
  private static PrivateKeyInfo info(String kind, byte[] encoded) throws IOException {
    ASN1Primitive content = ASN1Primitive.fromByteArray(encoded);
    return switch (kind) {
      case "RSA PRIVATE KEY" ->
          new PrivateKeyInfo(
              new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
              content);
      case "EC PRIVATE KEY" ->
          new PrivateKeyInfo(
              new AlgorithmIdentifier(
                  X9ObjectIdentifiers.id_ecPublicKey,
                  ECPrivateKey.getInstance(content).getParametersObject()),
              content);
      default -> PrivateKeyInfo.getInstance(content);
    };
  }

  /** Refuses a certificate of another key. */
  private static Identity checked(Identity identity, Path file) {
    String algorithm = identity.key().getAlgorithm();
    String provider = PROVIDERS.get(algorithm);
    if (provider == null) {
      throw unfit(file, "its key is neither RSA nor EC", null);
    }
    try {
      Signature signature =
          Signature.getInstance(
              algorithm.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA", provider);
      signature.initSign(identity.key());
      byte[] signed = signature.sign();
      signature.initVerify(identity.certificate().getPublicKey());
      if (signature.verify(signed)) {
        return identity;
      }
    } catch (GeneralSecurityException e) {
      throw unfit(file, "its key is not that of the certificate", e);
    }
    throw unfit(file, "its key is not that of the certificate", null);
  }

  private static IllegalArgumentException unfit(Path file, String why, @Nullable Exception cause) {
    return new IllegalArgumentException("TLS can not use " + file + ": " + why, cause);
  }

  private static IllegalArgumentException unreadable(Path file, IOException cause) {
    return new IllegalArgumentException("TLS can not read " + file + ": " + cause, cause);
  }
}
