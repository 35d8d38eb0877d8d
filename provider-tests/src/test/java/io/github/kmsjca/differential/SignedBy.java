package io.github.kmsjca.differential;

import io.github.kmsjca.differential.Material.Kind;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;

/**
 * What signs documents. EC identifiers should have no parameters (RFC 5758), and some have, Corda's
 * for one: JDK 17 then wants them decoded by the provider of its Signature.
 */
enum SignedBy {
  RSA(Kind.RSA, PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE),
  RSA_PSS(Kind.RSA, PKCSObjectIdentifiers.id_RSASSA_PSS, null),
  EC(Kind.EC, X9ObjectIdentifiers.ecdsa_with_SHA256, null),
  EC_WITH_CURVE(Kind.EC, X9ObjectIdentifiers.ecdsa_with_SHA256, SECObjectIdentifiers.secp256r1),
  EC_WITH_OTHER_CURVE(
      Kind.EC, X9ObjectIdentifiers.ecdsa_with_SHA256, SECObjectIdentifiers.secp384r1),
  EC_WITH_EXPLICIT_CURVE(
      Kind.EC, X9ObjectIdentifiers.ecdsa_with_SHA256, SECNamedCurves.getByName("secp256r1")),
  EC_WITH_NULL(Kind.EC, X9ObjectIdentifiers.ecdsa_with_SHA256, DERNull.INSTANCE),
  EC_WITH_BYTES(Kind.EC, X9ObjectIdentifiers.ecdsa_with_SHA256, new DEROctetString(new byte[] {0})),
  ED25519(Kind.ED25519, EdECObjectIdentifiers.id_Ed25519, null);

  private final Kind kind;

  @SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle's are, without the annotation
  private final ASN1ObjectIdentifier oid;

  @SuppressWarnings("ImmutableEnumChecker")
  private final ASN1Encodable parameters;

  SignedBy(Kind kind, ASN1ObjectIdentifier oid, ASN1Encodable parameters) {
    this.kind = kind;
    this.oid = oid;
    this.parameters = parameters;
  }

  Kind kind() {
    return kind;
  }

  AlgorithmIdentifier identifier() {
    if (this == RSA_PSS) {
      return new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256WITHRSAANDMGF1");
    }
    return parameters == null
        ? new AlgorithmIdentifier(oid)
        : new AlgorithmIdentifier(oid, parameters);
  }

  /** The platform's, by name. */
  Signature signature() throws GeneralSecurityException {
    if (this == RSA_PSS) {
      Signature signature = Signature.getInstance("RSASSA-PSS", platform());
      signature.setParameter(
          new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
      return signature;
    }
    return switch (kind) {
      case RSA -> Signature.getInstance("SHA256withRSA", platform());
      case ED25519 -> Signature.getInstance("Ed25519", platform());
      default -> Signature.getInstance("SHA256withECDSA", platform());
    };
  }

  String platform() {
    return kind == Kind.RSA ? "SunRsaSign" : "SunEC";
  }
}
