package io.github.kmsjca.differential;

import static io.github.kmsjca.differential.Act.done;

import io.github.kmsjca.differential.Material.Kind;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.security.PublicKey;
import java.security.Security;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;

/** Documents that others have signed, read and verified. */
final class CertificateChecks {
  private final Outcomes outcomes;
  private final Material material;

  CertificateChecks(Outcomes outcomes, Material material) {
    this.outcomes = outcomes;
    this.material = material;
  }

  void run() throws Exception {
    PublicKey wrong = material.publicKey(Kind.DSA);
    for (SignedBy signedBy : SignedBy.values()) {
      new Row(
              signedBy,
              material,
              outcomes,
              certificate(signedBy + Documents.AUTHORITY),
              certificate(signedBy + Documents.LEAF))
          .run(wrong);
    }
  }

  private X509Certificate certificate(String name) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509", "SUN")
            .generateCertificate(new ByteArrayInputStream(material.bytes(name)));
  }

  private record Row(
      SignedBy signedBy,
      Material material,
      Outcomes outcomes,
      X509Certificate authority,
      X509Certificate leaf) {
    private void check(String what, Outcomes.Check check) {
      outcomes.of("documents signed by " + signedBy + ": " + what, check);
    }

    void run(PublicKey wrong) {
      PublicKey key = authority.getPublicKey();
      String platform = signedBy.platform();
      check("signature name", leaf::getSigAlgName);
      check("signature parameters", leaf::getSigAlgParams);
      check("certificate", () -> done(() -> leaf.verify(key)));
      check("certificate by name", () -> done(() -> leaf.verify(key, platform)));
      check(
          "certificate by provider",
          () -> done(() -> leaf.verify(key, Security.getProvider(platform))));
      check("certificate by a wrong key", () -> done(() -> leaf.verify(wrong)));
      check("certificate by null", () -> done(() -> leaf.verify(null)));
      check("revocation list", () -> done(() -> revocations().verify(key)));
      check("revocation list by name", () -> done(() -> revocations().verify(key, platform)));
      check("revocation list by a wrong key", () -> done(() -> revocations().verify(wrong)));
      check("request", this::request);
      check("jar", this::jar);
      check("path", () -> validated(parameters()));
      check("path with revocation list", () -> validated(withRevocations(parameters())));
      check("path with OCSP", () -> validated(withStatus(parameters())));
      check("path is built", () -> built(parameters()));
      check("path is built with revocation list", () -> built(withRevocations(parameters())));
      check("path by name", () -> validated(byName(parameters())));
    }

    private X509CRL revocations() throws Exception {
      byte[] bytes = material.bytes(signedBy + Documents.REVOCATIONS);
      return (X509CRL)
          CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(bytes));
    }

    /** There is no API for it: this is what {@code keytool -gencert} reads it with. */
    private Object request() throws Exception {
      byte[] bytes = material.bytes(signedBy + Documents.REQUEST);
      try {
        return Class.forName("sun.security.pkcs10.PKCS10")
            .getConstructor(byte[].class)
            .newInstance((Object) bytes)
            .getClass()
            .getName();
      } catch (InvocationTargetException e) {
        throw (Exception) e.getCause();
      }
    }

    private Object jar() throws Exception {
      try (JarFile jar = new JarFile(material.file(signedBy + Documents.JAR).toFile(), true)) {
        try (InputStream in = jar.getInputStream(jar.getEntry(Documents.ENTRY))) {
          in.readAllBytes();
        }
        return jar.getJarEntry(Documents.ENTRY).getCodeSigners().length;
      }
    }

    private PKIXBuilderParameters parameters() throws Exception {
      X509CertSelector target = new X509CertSelector();
      target.setCertificate(leaf);
      PKIXBuilderParameters parameters =
          new PKIXBuilderParameters(Set.of(new TrustAnchor(authority, null)), target);
      parameters.addCertStore(
          CertStore.getInstance(
              "Collection", new CollectionCertStoreParameters(List.of(leaf, revocations()))));
      parameters.setRevocationEnabled(false);
      return parameters;
    }

    private PKIXBuilderParameters byName(PKIXBuilderParameters parameters) {
      parameters.setSigProvider(signedBy.platform());
      return parameters;
    }

    private static PKIXBuilderParameters withRevocations(PKIXBuilderParameters parameters)
        throws Exception {
      PKIXRevocationChecker checker =
          (PKIXRevocationChecker) CertPathValidator.getInstance("PKIX").getRevocationChecker();
      checker.setOptions(EnumSet.of(Option.PREFER_CRLS, Option.NO_FALLBACK));
      parameters.addCertPathChecker(checker);
      return parameters;
    }

    private PKIXBuilderParameters withStatus(PKIXBuilderParameters parameters) throws Exception {
      PKIXRevocationChecker checker =
          (PKIXRevocationChecker) CertPathValidator.getInstance("PKIX").getRevocationChecker();
      checker.setOptions(EnumSet.of(Option.NO_FALLBACK));
      checker.setOcspResponses(Map.of(leaf, material.bytes(signedBy + Documents.STATUS)));
      parameters.addCertPathChecker(checker);
      return parameters;
    }

    private Object validated(PKIXBuilderParameters parameters) throws Exception {
      return CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), parameters)
          .getClass()
          .getName();
    }

    private static Object built(PKIXBuilderParameters parameters) throws Exception {
      return ((PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters))
          .getCertPath()
          .getCertificates()
          .size();
    }
  }
}
