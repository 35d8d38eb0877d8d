"""Calls every operation of KMS that this boto3 knows, and every paginator, each with success.

Prints "model NAME" and "paginator NAME" for what the model has, "answered NAME" and "paged NAME" for what worked.
"""

import datetime
import os
import sys

import boto3
from botocore import xform_name
from botocore.validate import validate_parameters
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.x509.oid import NameOID

REGION, OTHER_REGION = "eu-west-1", "us-east-1"
PRINCIPAL = "arn:aws:iam::000000000000:user/alice"
MESSAGE = b"the message"
CONTEXT = {"purpose": "check", "owner": "alice"}

answered = set()
paged = set()


def client(region):
    made = boto3.client("kms", region_name=region, endpoint_url=sys.argv[1])
    made.meta.events.register("after-call.kms", note)
    return made


def note(http_response, parsed, model, **_):
    """An answer has to be one that its own shape would let pass as an input."""
    if http_response.status_code != 200:
        return
    answer = {k: v for k, v in parsed.items() if k != "ResponseMetadata"}
    if model.output_shape is not None:
        validate_parameters(answer, model.output_shape)
    elif knows("GetKeyLastUsage"):  # with older models: DeleteImportedKeyMaterial has an output since
        assert http_response.content == b"", (model.name, http_response.content)
    answered.add(model.name)


kms = client(REGION)
other = client(OTHER_REGION)
operations = set(kms.meta.service_model.operation_names)


def knows(operation, member=None):
    """Whether this boto3 is new enough for an operation, and for a member of its input."""
    if operation not in operations:
        return False
    shape = kms.meta.service_model.operation_model(operation).input_shape
    return member is None or member in shape.members


def refused(error, call, **arguments):
    try:
        call(**arguments)
    except getattr(kms.exceptions, error) as e:
        assert e.response["Error"]["Code"] == error, e.response
    else:
        raise AssertionError(f"not refused with {error}")


def pages(call, member, at_least, by=kms, size=1, **arguments):
    """All items of a list, page by page; there have to be some pages."""
    paginator = by.get_paginator(call)
    found = list(paginator.paginate(PaginationConfig={"PageSize": size}, **arguments))
    assert len(found) >= at_least, (call, found)
    paged.add(call)
    return [item for page in found for item in page[member]]


def new_key(**arguments):
    return kms.create_key(**arguments)["KeyMetadata"]["Arn"]


def keys():
    key, second = new_key(Description="first", Tags=[{"TagKey": "a", "TagValue": "1"}]), new_key()
    kms.update_key_description(KeyId=key, Description="changed")
    metadata = kms.describe_key(KeyId=key)["KeyMetadata"]
    assert metadata["Description"] == "changed" and metadata["CreationDate"].tzinfo, metadata
    assert {key, second} <= {k["KeyArn"] for k in pages("list_keys", "Keys", 2)}
    kms.disable_key(KeyId=key)
    refused("DisabledException", kms.encrypt, KeyId=key, Plaintext=MESSAGE)
    kms.enable_key(KeyId=key)
    kms.tag_resource(KeyId=key, Tags=[{"TagKey": t, "TagValue": t} for t in "bcd"])
    kms.untag_resource(KeyId=key, TagKeys=["d"])
    tags = pages("list_resource_tags", "Tags", 3, KeyId=key)
    assert sorted(t["TagKey"] for t in tags) == ["a", "b", "c"], tags
    for name in ("alias/one", "alias/two"):
        kms.create_alias(AliasName=name, TargetKeyId=key)
    kms.update_alias(AliasName="alias/two", TargetKeyId=second)
    assert kms.describe_key(KeyId="alias/two")["KeyMetadata"]["Arn"] == second
    assert {"alias/one", "alias/two"} <= {a["AliasName"] for a in pages("list_aliases", "Aliases", 2)}
    refused("AlreadyExistsException", kms.create_alias, AliasName="alias/one", TargetKeyId=key)
    kms.delete_alias(AliasName="alias/two")
    refused("NotFoundException", kms.describe_key, KeyId="alias/two")
    kms.schedule_key_deletion(KeyId=second, PendingWindowInDays=7)
    refused("KMSInvalidStateException", kms.enable_key, KeyId=second)
    kms.cancel_key_deletion(KeyId=second)
    return key


def permissions(key):
    assert pages("list_key_policies", "PolicyNames", 1, KeyId=key) == ["default"]
    policy = kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"]
    kms.put_key_policy(KeyId=key, PolicyName="default", Policy=policy)
    refused("MalformedPolicyDocumentException", kms.put_key_policy,
            KeyId=key, PolicyName="default", Policy="{}")
    grants = [
        kms.create_grant(
            KeyId=key, GranteePrincipal=PRINCIPAL, RetiringPrincipal=PRINCIPAL, Name=name,
            Operations=["Encrypt", "Decrypt"], Constraints={"EncryptionContextSubset": CONTEXT})
        for name in ("one", "two")]
    ids = {g["GrantId"] for g in grants}
    assert {g["GrantId"] for g in pages("list_grants", "Grants", 2, KeyId=key)} == ids
    retirable = pages("list_retirable_grants", "Grants", 2, RetiringPrincipal=PRINCIPAL)
    assert {g["GrantId"] for g in retirable} == ids, retirable
    token = grants[0]["GrantToken"]
    sealed = kms.encrypt(KeyId=key, Plaintext=MESSAGE, EncryptionContext=CONTEXT, GrantTokens=[token])
    assert kms.decrypt(CiphertextBlob=sealed["CiphertextBlob"], EncryptionContext=CONTEXT,
                       GrantTokens=[token])["Plaintext"] == MESSAGE
    kms.retire_grant(GrantToken=token)
    kms.revoke_grant(KeyId=key, GrantId=grants[1]["GrantId"])
    assert kms.list_grants(KeyId=key)["Grants"] == []


def encryption(key):
    sealed = kms.encrypt(KeyId="alias/one", Plaintext=MESSAGE, EncryptionContext=CONTEXT)["CiphertextBlob"]
    refused("InvalidCiphertextException", kms.decrypt, CiphertextBlob=sealed)
    moved = kms.re_encrypt(CiphertextBlob=sealed, SourceEncryptionContext=CONTEXT, DestinationKeyId=new_key())
    assert moved["SourceKeyId"] == key, moved
    assert kms.decrypt(CiphertextBlob=moved["CiphertextBlob"])["Plaintext"] == MESSAGE
    refused("IncorrectKeyException", kms.decrypt, CiphertextBlob=moved["CiphertextBlob"], KeyId=key)
    data = kms.generate_data_key(KeyId=key, KeySpec="AES_256")
    assert kms.decrypt(CiphertextBlob=data["CiphertextBlob"])["Plaintext"] == data["Plaintext"]
    sealed = kms.generate_data_key_without_plaintext(KeyId=key, NumberOfBytes=24)["CiphertextBlob"]
    assert len(kms.decrypt(CiphertextBlob=sealed)["Plaintext"]) == 24
    pair = kms.generate_data_key_pair(KeyId=key, KeyPairSpec="ECC_NIST_P256")
    private = serialization.load_der_private_key(pair["PrivateKeyPlaintext"], None)
    assert public_bytes(private) == pair["PublicKey"]
    pair = kms.generate_data_key_pair_without_plaintext(KeyId=key, KeyPairSpec="ECC_NIST_P256")
    private = kms.decrypt(CiphertextBlob=pair["PrivateKeyCiphertextBlob"])["Plaintext"]
    assert public_bytes(serialization.load_der_private_key(private, None)) == pair["PublicKey"]
    assert len(kms.generate_random(NumberOfBytes=33)["Plaintext"]) == 33


def public_bytes(private):
    return private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def signatures():
    key = new_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    terms = {"KeyId": key, "Message": MESSAGE, "SigningAlgorithm": "ECDSA_SHA_256"}
    signature = kms.sign(**terms)["Signature"]
    assert kms.verify(Signature=signature, **terms)["SignatureValid"] is True
    public = kms.get_public_key(KeyId=key)
    serialization.load_der_public_key(public["PublicKey"]).verify(signature, MESSAGE, ec.ECDSA(hashes.SHA256()))
    terms["Message"] = b"another"
    refused("KMSInvalidSignatureException", kms.verify, Signature=signature, **terms)
    refused("InvalidKeyUsageException", kms.encrypt, KeyId=key, Plaintext=MESSAGE)
    key = new_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")
    terms = {"KeyId": key, "Message": MESSAGE, "MacAlgorithm": "HMAC_SHA_256"}
    assert kms.verify_mac(Mac=kms.generate_mac(**terms)["Mac"], **terms)["MacValid"] is True
    refused("KMSInvalidMacException", kms.verify_mac, Mac=bytes(32), **terms)


def agreement():
    if not knows("DeriveSharedSecret"):
        return
    key = new_key(KeySpec="ECC_NIST_P384", KeyUsage="KEY_AGREEMENT")
    mine = ec.generate_private_key(ec.SECP384R1())
    theirs = serialization.load_der_public_key(kms.get_public_key(KeyId=key)["PublicKey"])
    secret = kms.derive_shared_secret(KeyId=key, KeyAgreementAlgorithm="ECDH", PublicKey=public_bytes(mine))
    assert secret["SharedSecret"] == mine.exchange(ec.ECDH(), theirs)


def rotation(key):
    period = {"RotationPeriodInDays": 180} if knows("EnableKeyRotation", "RotationPeriodInDays") else {}
    kms.enable_key_rotation(KeyId=key, **period)
    assert kms.get_key_rotation_status(KeyId=key)["KeyRotationEnabled"] is True
    kms.disable_key_rotation(KeyId=key)
    assert kms.get_key_rotation_status(KeyId=key)["KeyRotationEnabled"] is False
    if not knows("RotateKeyOnDemand"):
        return
    sealed = kms.encrypt(KeyId=key, Plaintext=MESSAGE)["CiphertextBlob"]
    for _ in range(2):
        assert key.endswith(kms.rotate_key_on_demand(KeyId=key)["KeyId"])  # AWS does not say which form
    assert kms.decrypt(CiphertextBlob=sealed)["Plaintext"] == MESSAGE
    found = pages("list_key_rotations", "Rotations", 2, KeyId=key)
    assert [r["RotationType"] for r in found] == ["ON_DEMAND"] * 2, found


def importing():
    key = new_key(Origin="EXTERNAL")
    parameters = kms.get_parameters_for_import(
        KeyId=key, WrappingAlgorithm="RSAES_OAEP_SHA_256", WrappingKeySpec="RSA_2048")
    assert parameters["ParametersValidTo"] > datetime.datetime.now(datetime.timezone.utc)
    wrapped = serialization.load_der_public_key(parameters["PublicKey"]).encrypt(
        os.urandom(32), padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None))
    material = {"KeyId": key, "ImportToken": parameters["ImportToken"], "EncryptedKeyMaterial": wrapped}
    refused("InvalidImportTokenException", kms.import_key_material,
            **{**material, "ImportToken": b"another"}, ExpirationModel="KEY_MATERIAL_DOES_NOT_EXPIRE")
    kms.import_key_material(
        **material, ExpirationModel="KEY_MATERIAL_EXPIRES",
        ValidTo=datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1))
    sealed = kms.encrypt(KeyId=key, Plaintext=MESSAGE)["CiphertextBlob"]
    kms.delete_imported_key_material(KeyId=key)
    refused("KMSInvalidStateException", kms.decrypt, CiphertextBlob=sealed)
    kms.import_key_material(**material, ExpirationModel="KEY_MATERIAL_DOES_NOT_EXPIRE")
    assert kms.decrypt(CiphertextBlob=sealed)["Plaintext"] == MESSAGE


def regions():
    key = new_key(MultiRegion=True)
    sealed = kms.encrypt(KeyId=key, Plaintext=MESSAGE)["CiphertextBlob"]
    copy = kms.replicate_key(KeyId=key, ReplicaRegion=OTHER_REGION)["ReplicaKeyMetadata"]
    assert copy["Arn"] == key.replace(REGION, OTHER_REGION), copy
    assert other.decrypt(CiphertextBlob=sealed, KeyId=copy["Arn"])["Plaintext"] == MESSAGE
    kms.update_primary_region(KeyId=key, PrimaryRegion=OTHER_REGION)
    configuration = other.describe_key(KeyId=copy["Arn"])["KeyMetadata"]["MultiRegionConfiguration"]
    assert configuration["PrimaryKey"] == {"Arn": copy["Arn"], "Region": OTHER_REGION}, configuration


def certificate():
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "trust anchor")])
    now = datetime.datetime.utcnow()
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
            .serial_number(1).not_valid_before(now).not_valid_after(now + datetime.timedelta(days=30))
            .sign(key, hashes.SHA256()))
    return made.public_bytes(serialization.Encoding.PEM).decode()


def stores():
    made = [
        kms.create_custom_key_store(
            CustomKeyStoreName=name, CloudHsmClusterId=f"cluster-abcdefg234{number}",
            TrustAnchorCertificate=certificate(), KeyStorePassword="kmsPassword")["CustomKeyStoreId"]
        for number, name in ((2, "first"), (3, "second"))]
    kms.update_custom_key_store(CustomKeyStoreId=made[0], NewCustomKeyStoreName="renamed")
    paginated = kms.can_paginate("describe_custom_key_stores")
    found = (pages("describe_custom_key_stores", "CustomKeyStores", 2) if paginated
             else kms.describe_custom_key_stores()["CustomKeyStores"])
    assert sorted(s["CustomKeyStoreName"] for s in found) == ["renamed", "second"], found
    kms.connect_custom_key_store(CustomKeyStoreId=made[0])
    key = new_key(Origin="AWS_CLOUDHSM", CustomKeyStoreId=made[0])
    assert kms.generate_data_key(KeyId=key, KeySpec="AES_128")["KeyId"] == key
    refused("CustomKeyStoreHasCMKsException", kms.delete_custom_key_store, CustomKeyStoreId=made[0])
    kms.disconnect_custom_key_store(CustomKeyStoreId=made[0])
    kms.delete_custom_key_store(CustomKeyStoreId=made[1])
    refused("CustomKeyStoreNotFoundException", kms.connect_custom_key_store, CustomKeyStoreId=made[1])


def last_usage(key):
    if knows("GetKeyLastUsage"):
        usage = kms.get_key_last_usage(KeyId=key)
        assert usage["KeyLastUsage"]["Operation"] in operations, usage


first = keys()
permissions(first)
encryption(first)
signatures()
agreement()
rotation(first)
importing()
regions()
stores()
last_usage(first)

paginators = {xform_name(o) for o in operations if kms.can_paginate(xform_name(o))}
for kind, names in (("model", operations), ("answered", answered), ("paginator", paginators), ("paged", paged)):
    for name in sorted(names):
        print(kind, name)
