package io.github.kmsjca.differential;

import java.math.BigInteger;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import javax.crypto.SecretKey;

/** Keys as hardware modules and home-made libraries have them: they tell little, or nothing. */
final class AlienKeys {
  private AlienKeys() {}

  /** A private, public and secret key that has an algorithm and no encoding. */
  record Silent(String algorithm) implements PrivateKey, PublicKey, SecretKey {
    @Override
    public String getAlgorithm() {
      return algorithm;
    }

    @Override
    public String getFormat() {
      return null;
    }

    @Override
    public byte[] getEncoded() {
      return null;
    }
  }

  /** The same, but it throws whatever it is asked. */
  record Throwing(String algorithm) implements PrivateKey, PublicKey, SecretKey {
    @Override
    public String getAlgorithm() {
      throw new UnsupportedOperationException("getAlgorithm");
    }

    @Override
    public String getFormat() {
      throw new UnsupportedOperationException("getFormat");
    }

    @Override
    public byte[] getEncoded() {
      throw new UnsupportedOperationException("getEncoded");
    }
  }

  /**
   * A public key whose parts are another's, but for one.
   *
   * @param parts an EC key; its parameters are left out
   */
  record EcWithoutParameters(ECPublicKey parts) implements ECPublicKey {
    @Override
    public ECPoint getW() {
      return parts.getW();
    }

    @Override
    public ECParameterSpec getParams() {
      return null;
    }

    @Override
    public String getAlgorithm() {
      return parts.getAlgorithm();
    }

    @Override
    public String getFormat() {
      return parts.getFormat();
    }

    @Override
    public byte[] getEncoded() {
      return parts.getEncoded();
    }
  }

  /** An EC key whose parameters cannot be had, and that says so by an exception. */
  record EcRefusingParameters(ECPublicKey parts) implements ECPublicKey {
    @Override
    public ECPoint getW() {
      return parts.getW();
    }

    @Override
    public ECParameterSpec getParams() {
      throw new UnsupportedOperationException("getParams");
    }

    @Override
    public String getAlgorithm() {
      return parts.getAlgorithm();
    }

    @Override
    public String getFormat() {
      return parts.getFormat();
    }

    @Override
    public byte[] getEncoded() {
      return parts.getEncoded();
    }
  }

  /** An RSA key without its numbers. */
  record RsaWithoutNumbers(Key parts) implements RSAPublicKey {
    @Override
    public BigInteger getModulus() {
      return null;
    }

    @Override
    public BigInteger getPublicExponent() {
      return null;
    }

    @Override
    public String getAlgorithm() {
      return parts.getAlgorithm();
    }

    @Override
    public String getFormat() {
      return parts.getFormat();
    }

    @Override
    public byte[] getEncoded() {
      return parts.getEncoded();
    }
  }
}
