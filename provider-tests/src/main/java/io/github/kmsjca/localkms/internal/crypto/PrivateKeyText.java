package io.github.kmsjca.localkms.internal.crypto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.kmsjca.localkms.internal.model.KeySpec;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/** Private keys as people keep them in files: PEM or DER; PKCS #8, PKCS #1 or SEC 1. */
public final class PrivateKeyText {
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN ((?:[A-Z]+ )*PRIVATE KEY)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  private PrivateKeyText() {}

  /** Whether it is PEM, of whatever kind. */
  public static boolean isPem(byte[] bytes) {
    return new String(bytes, ISO_8859_1).contains("-----BEGIN ");
  }

  /**
   * The same in PKCS #8. Bytes that are not PEM are taken for it.
   *
   * @throws InvalidKeyException if it is PEM without a private key, or has a password
   */
  public static byte[] pkcs8(byte[] bytes) throws InvalidKeyException {
    if (!isPem(bytes)) {
      return bytes;
    }
    Matcher pem = PEM.matcher(new String(bytes, ISO_8859_1));
    if (!pem.find()) {
      throw new InvalidKeyException("There is no private key in the PEM");
    }
    String body = pem.group(2);
    if (pem.group(1).startsWith("ENCRYPTED") || body.contains("Proc-Type:")) {
      throw new InvalidKeyException("The private key has a password");
    }
    try {
      byte[] der = Base64.getDecoder().decode(body.replaceAll("\\s", ""));
      return switch (pem.group(1)) {
        case "PRIVATE KEY" -> der;
        case "RSA PRIVATE KEY" ->
            wrapped(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                RSAPrivateKey.getInstance(der));
        case "EC PRIVATE KEY" -> ofSec1(ECPrivateKey.getInstance(der));
        default -> throw new InvalidKeyException("The PEM is of a kind that KMS does not know");
      };
    } catch (IOException | IllegalArgumentException e) {
      // Their messages may quote the key.
      throw new InvalidKeyException("The PEM is not whole");
    }
  }

  /** The spec of a private key in PKCS #8, if KMS has one for it. */
  public static Optional<KeySpec> spec(byte[] pkcs8) {
    try {
      AsymmetricKeyParameter key = PrivateKeyFactory.createKey(pkcs8);
      return Arrays.stream(KeySpec.values()).filter(spec -> fits(spec, key)).findFirst();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static boolean fits(KeySpec spec, AsymmetricKeyParameter key) {
    return switch (spec.family()) {
      case RSA ->
          key instanceof RSAPrivateCrtKeyParameters rsa
              && rsa.getModulus().bitLength() == spec.bits();
      case NIST_CURVE, OTHER_CURVE ->
          key instanceof ECPrivateKeyParameters curve && CastleKeys.isOn(spec, curve);
      case EDWARDS -> key instanceof Ed25519PrivateKeyParameters;
      case ML_DSA, ML_KEM -> CastleKeys.fits(spec, key);
      case SYMMETRIC, HMAC -> false;
    };
  }

  private static byte[] ofSec1(ECPrivateKey key) throws IOException {
    return wrapped(
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()),
        key);
  }

  private static byte[] wrapped(AlgorithmIdentifier algorithm, ASN1Encodable key)
      throws IOException {
    return new PrivateKeyInfo(algorithm, key).getEncoded();
  }
}
