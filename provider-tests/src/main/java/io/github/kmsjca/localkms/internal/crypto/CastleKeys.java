package io.github.kmsjca.localkms.internal.crypto;

import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.KeySpec.Family;
import io.github.kmsjca.localkms.internal.state.Material;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.AsymmetricCipherKeyPairGenerator;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.generators.MLKEMKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECKeyParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLKEMKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLKEMKeyParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * Keys that the platform lacks, at least in its oldest supported release. They are Bouncy Castle's
 * parameters, parsed once per key, so that no provider of it is needed.
 */
final class CastleKeys {

  /** A private key. */
  record Private(AsymmetricKeyParameter parameters) implements PrivateKey {
    CipherParameters parameters(SecureRandom random) {
      return new ParametersWithRandom(parameters, random);
    }

    @Override
    public String getAlgorithm() {
      return algorithm(parameters);
    }

    @Override
    public String getFormat() {
      return "PKCS#8";
    }

    @Override
    public byte[] getEncoded() {
      try {
        return PrivateKeyInfoFactory.createPrivateKeyInfo(parameters).getEncoded();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A public key. */
  record Public(AsymmetricKeyParameter parameters) implements PublicKey {
    @Override
    public String getAlgorithm() {
      return algorithm(parameters);
    }

    @Override
    public String getFormat() {
      return "X.509";
    }

    @Override
    public byte[] getEncoded() {
      try {
        return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(parameters).getEncoded();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private CastleKeys() {}

  /** Whether keys of that spec are these ones. */
  static boolean holds(KeySpec spec) {
    return switch (spec.family()) {
      case OTHER_CURVE, ML_DSA, ML_KEM -> true;
      case SYMMETRIC, RSA, NIST_CURVE, EDWARDS, HMAC -> false;
    };
  }

  static KeyPair generate(KeySpec spec, SecureRandom random) {
    AsymmetricCipherKeyPairGenerator generator;
    if (spec.family() == Family.ML_DSA) {
      generator = new MLDSAKeyPairGenerator();
      generator.init(new MLDSAKeyGenerationParameters(random, parameterSet(spec)));
    } else if (spec.family() == Family.ML_KEM) {
      generator = new MLKEMKeyPairGenerator();
      generator.init(new MLKEMKeyGenerationParameters(random, kemParameterSet(spec)));
    } else {
      generator = new ECKeyPairGenerator();
      generator.init(
          new ECKeyGenerationParameters(ECNamedDomainParameters.lookup(curve(spec)), random));
    }
    AsymmetricCipherKeyPair pair = generator.generateKeyPair();
    return new KeyPair(new Public(pair.getPublic()), new Private(pair.getPrivate()));
  }

  /** The same keys, whatever provider they come from. */
  static Material.Pair pair(KeySpec spec, KeyPair pair) throws GeneralSecurityException {
    try {
      return new Material.Pair(
          new Private(fitting(spec, PrivateKeyFactory.createKey(pair.getPrivate().getEncoded()))),
          new Public(fitting(spec, PublicKeyFactory.createKey(pair.getPublic().getEncoded()))));
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidKeyException(e);
    }
  }

  /** The parameters of a private key of these. */
  static CipherParameters parameters(PrivateKey key, SecureRandom random) {
    return ((Private) key).parameters(random);
  }

  /** The parameters of a key of these. */
  static AsymmetricKeyParameter parameters(Key key) {
    return key instanceof Private secret ? secret.parameters() : ((Public) key).parameters();
  }

  private static AsymmetricKeyParameter fitting(KeySpec spec, AsymmetricKeyParameter key)
      throws InvalidKeyException {
    if (!fits(spec, key)) {
      throw new InvalidKeyException("The key is not one of " + spec);
    }
    return key;
  }

  /** Whether the key is one of that spec, which is one that these hold. */
  static boolean fits(KeySpec spec, AsymmetricKeyParameter key) {
    return switch (spec.family()) {
      case ML_DSA ->
          key instanceof MLDSAKeyParameters mlDsa && mlDsa.getParameters() == parameterSet(spec);
      case ML_KEM ->
          key instanceof MLKEMKeyParameters mlKem && mlKem.getParameters() == kemParameterSet(spec);
      default -> key instanceof ECKeyParameters ec && isOn(spec, ec);
    };
  }

  /** Whether the key is on the curve of that spec, and says so by its name. */
  static boolean isOn(KeySpec spec, ECKeyParameters key) {
    return key.getParameters() instanceof ECNamedDomainParameters named
        && named.getName().equals(curve(spec));
  }

  private static ASN1ObjectIdentifier curve(KeySpec spec) {
    return switch (spec) {
      case ECC_NIST_P256 -> SECObjectIdentifiers.secp256r1;
      case ECC_NIST_P384 -> SECObjectIdentifiers.secp384r1;
      case ECC_NIST_P521 -> SECObjectIdentifiers.secp521r1;
      case ECC_SECG_P256K1 -> SECObjectIdentifiers.secp256k1;
      case SM2 -> GMObjectIdentifiers.sm2p256v1;
      default -> throw new IllegalArgumentException(spec + " is no such curve");
    };
  }

  private static MLDSAParameters parameterSet(KeySpec spec) {
    return switch (spec) {
      case ML_DSA_44 -> MLDSAParameters.ml_dsa_44;
      case ML_DSA_65 -> MLDSAParameters.ml_dsa_65;
      case ML_DSA_87 -> MLDSAParameters.ml_dsa_87;
      default -> throw new IllegalArgumentException(spec + " is not ML-DSA");
    };
  }

  private static MLKEMParameters kemParameterSet(KeySpec spec) {
    return switch (spec) {
      case ML_KEM_512 -> MLKEMParameters.ml_kem_512;
      case ML_KEM_768 -> MLKEMParameters.ml_kem_768;
      case ML_KEM_1024 -> MLKEMParameters.ml_kem_1024;
      default -> throw new IllegalArgumentException(spec + " is not ML-KEM");
    };
  }

  private static String algorithm(AsymmetricKeyParameter parameters) {
    if (parameters instanceof MLDSAKeyParameters) {
      return "ML-DSA";
    }
    return parameters instanceof MLKEMKeyParameters ? "ML-KEM" : "EC";
  }
}
