package io.github.kmsjca.differential;

import io.github.kmsjca.differential.Material.Kind;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Ciphers with software keys: all that a caller can do, right and wrong. */
final class CipherChecks {
  private final Outcomes outcomes;
  private final Material material;

  CipherChecks(Outcomes outcomes, Material material) {
    this.outcomes = outcomes;
    this.material = material;
  }

  /** Transformations of symmetric keys, with the parameters that they want. */
  private static Map<String, AlgorithmParameterSpec> ofAes() {
    Map<String, AlgorithmParameterSpec> names = new TreeMap<>();
    names.put("AES/GCM/NoPadding", new GCMParameterSpec(128, new byte[12]));
    names.put("aes/gcm/nopadding", new GCMParameterSpec(96, new byte[16]));
    names.put("AES/CBC/PKCS5Padding", new IvParameterSpec(new byte[16]));
    names.put("AES/CTR/NoPadding", new IvParameterSpec(new byte[16]));
    names.put("AES_256/GCM/NoPadding", new GCMParameterSpec(128, new byte[12]));
    names.put("2.16.840.1.101.3.4.1.46", new GCMParameterSpec(128, new byte[12]));
    return names;
  }

  private static final List<String> OF_RSA =
      List.of(
          "RSA",
          "RSA/ECB/PKCS1Padding",
          "RSA/ECB/NoPadding",
          "RSA/ECB/OAEPPadding",
          "RSA/ECB/OAEPWithSHA-1AndMGF1Padding",
          "RSA/ECB/OAEPWithSHA1AndMGF1Padding",
          "RSA/ECB/OAEPWithSHA-256AndMGF1Padding",
          "rsa/ecb/oaepwithsha-256andmgf1padding",
          "RSA/ECB/OAEPWithSHA-512AndMGF1Padding");

  private static final List<String> NOT_FOUND =
      List.of(
          "",
          "Bogus",
          "AES/Bogus/NoPadding",
          "AES/GCM/BogusPadding",
          "AES/GCM/PKCS5Padding",
          "AES/GCM",
          "AES//NoPadding",
          "RSA/Bogus/PKCS1Padding",
          "RSA/ECB/BogusPadding",
          "RSA/ECB/OAEPWithSHA-3AndMGF1Padding",
          "RSA/CBC/OAEPPadding",
          "RSA/ECB/OAEPWithMD5AndMGF1Padding",
          "SM2/Bogus/NoPadding");

  void run() throws Exception {
    Key aes = new SecretKeySpec(CipherRow.MESSAGE, "AES");
    Key aes256 = new SecretKeySpec(new byte[32], "AES");
    for (Map.Entry<String, AlgorithmParameterSpec> each : ofAes().entrySet()) {
      Key key = each.getKey().contains("256") ? aes256 : aes;
      row(each.getKey(), key, key, each.getValue());
    }
    for (String name : OF_RSA) {
      row(name, material.publicKey(Kind.RSA), material.privateKey(Kind.RSA), null);
    }
    for (String name : NOT_FOUND) {
      outcomes.of("Cipher '" + name + "' is not found", () -> Cipher.getInstance(name));
    }
    outcomes.of("Cipher null is not found", () -> Cipher.getInstance(null));
  }

  private void row(String name, Key one, Key other, AlgorithmParameterSpec parameters)
      throws Exception {
    new CipherUse(name, one, other, parameters, outcomes).run();
    new CipherRefusals(name, one, other, parameters, outcomes).run(material);
  }
}
