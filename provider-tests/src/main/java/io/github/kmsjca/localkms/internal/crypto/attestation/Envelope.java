package io.github.kmsjca.localkms.internal.crypto.attestation;

import io.github.kmsjca.localkms.internal.crypto.Randomness;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.BEROctetString;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.BERTaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * A plaintext for one enclave: CMS EnvelopedData (RFC 5652), as KMS makes it, in BER with lengths
 * that are not definite, its key under RSAES-OAEP with SHA-256 and the content under AES-256 in CBC
 * mode.
 */
public final class Envelope {
  private static final ASN1Integer VERSION = new ASN1Integer(2);
  private static final int KEY_BYTES = 32;
  private static final int IV_BYTES = 16;

  private Envelope() {}

  /** Seals a plaintext for the owner of that key. */
  public static byte[] seal(RSAPublicKey recipient, byte[] plaintext, Randomness randomness) {
    try {
      byte[] key = randomness.bytes(KEY_BYTES);
      byte[] iv = randomness.bytes(IV_BYTES);
      Cipher content = Cipher.getInstance("AES/CBC/PKCS5Padding", "SunJCE");
      content.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
      ASN1Encodable[] data = {
        VERSION,
        new DERSet(keyTransport(recipient, key, randomness)),
        encryptedContent(iv, content.doFinal(plaintext))
      };
      return new BERSequence(
              new ASN1Encodable[] {
                PKCSObjectIdentifiers.envelopedData, new BERTaggedObject(0, new BERSequence(data))
              })
          .getEncoded();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("The recipient's key is unusable", e);
    }
  }

  private static DERSequence keyTransport(RSAPublicKey recipient, byte[] key, Randomness random)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", "SunJCE");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        recipient,
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT),
        random.generator());
    byte[] keyId = MessageDigest.getInstance("SHA-256", "SUN").digest(recipient.getEncoded());
    AlgorithmIdentifier sha256 =
        new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
    return new DERSequence(
        new ASN1Encodable[] {
          VERSION,
          new DERTaggedObject(false, 0, new DEROctetString(keyId)),
          new AlgorithmIdentifier(
              PKCSObjectIdentifiers.id_RSAES_OAEP,
              new RSAESOAEPparams(
                  sha256,
                  new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256),
                  RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM)),
          new DEROctetString(cipher.doFinal(key))
        });
  }

  private static BERSequence encryptedContent(byte[] iv, byte[] ciphertext) {
    return new BERSequence(
        new ASN1Encodable[] {
          PKCSObjectIdentifiers.data,
          new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv)),
          new BERTaggedObject(false, 0, new BEROctetString(ciphertext))
        });
  }
}
